// SPDX-License-Identifier: Apache-2.0
package org.drivechange.interop.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Node.js from the PATH, with the real Socket.IO servers installed once into a directory under {@code target}. */
public final class Node {

    private static final Path SOURCES = Path.of("src", "test", "node");
    private static final Path INSTALLED = Path.of("target", "node");
    private static final Path SERVER_LOG = Path.of("target", "interop-node.log");
    private static final Path INSTALL_LOG = Path.of("target", "interop-npm.log");

    /** The first version that can parse arguments and reset a TCP connection. */
    private static final Runtime.Version MINIMUM = Runtime.Version.parse("18.3");

    private static final int MINUTES = 5;

    private Node() {}

    /** Returns the reason why the servers cannot run here; empty if they can. */
    public static Optional<String> problem() {
        return Installation.PROBLEM;
    }

    /** Starts {@code server.js}. It ends when its standard input is closed, at the latest with this JVM. */
    public static Process start(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("node", "server.js"));
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .directory(INSTALLED.toFile())
                .redirectError(ProcessBuilder.Redirect.appendTo(SERVER_LOG.toFile()))
                .start();
    }

    /** Runs once, on first use. */
    private static final class Installation {

        static final Optional<String> PROBLEM = install();

        private static Optional<String> install() {
            try {
                Files.createDirectories(INSTALLED);
                Optional<String> problem = problemOfVersion();
                return problem.isPresent() ? problem : installServers();
            } catch (IOException e) {
                return Optional.of("the servers could not be installed: " + e.getMessage());
            }
        }

        private static Optional<String> problemOfVersion() {
            try {
                String version = output("node", "--version");
                boolean recent = Runtime.Version.parse(version.substring(1)).compareTo(MINIMUM) >= 0;
                return recent
                        ? Optional.empty()
                        : Optional.of("Node.js " + MINIMUM + " or later is needed, found " + version);
            } catch (IOException | IllegalArgumentException | StringIndexOutOfBoundsException ignored) {
                return Optional.of("Node.js was not found on the PATH");
            }
        }

        private static Optional<String> installServers() throws IOException {
            Path lock = SOURCES.resolve("package-lock.json");
            Path installedLock = INSTALLED.resolve("package-lock.json");
            Path complete = INSTALLED.resolve(Path.of("node_modules", ".package-lock.json"));
            boolean done =
                    Files.exists(complete) && Files.exists(installedLock) && Files.mismatch(lock, installedLock) < 0;
            copySources();
            if (done || run(INSTALL_LOG, npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund") == 0) {
                return Optional.empty();
            }
            return Optional.of("npm ci failed, see " + INSTALL_LOG.toAbsolutePath());
        }

        private static void copySources() throws IOException {
            try (Stream<Path> files = Files.list(SOURCES)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Path copy = INSTALLED.resolve(file.getFileName());
                    Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }

        private static String npm() {
            boolean windows =
                    System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
            return windows ? "npm.cmd" : "npm";
        }

        private static String output(String... command) throws IOException {
            Path file = Files.createTempFile("interop", ".txt");
            try {
                run(file, command);
                return Files.readString(file).strip();
            } finally {
                Files.delete(file);
            }
        }

        private static int run(Path output, String... command) throws IOException {
            Process process = new ProcessBuilder(command)
                    .directory(INSTALLED.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            try {
                if (process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                    return process.exitValue();
                }
                throw new IOException(command[0] + " did not end in " + MINUTES + " minutes");
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new UncheckedIOException(new IOException(command[0] + " was interrupted", interrupted));
            } finally {
                process.destroyForcibly();
            }
        }
    }
}
