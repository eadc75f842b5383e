// SPDX-License-Identifier: Apache-2.0
package org.drivechange.samples.quickstart;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** {@link InboxApplication} in a process of its own, whose lines are printed here, too. */
final class ChildProcess implements AutoCloseable {

    private static final int TIMEOUT_SECONDS = 60;

    private static final Pattern COLOUR = Pattern.compile("\\x1b\\[[\\d;]*m");

    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final List<String> earlier = new ArrayList<>();
    private final Thread printer = new Thread(this::print, "output of the application");

    private ChildProcess(Process process) {
        this.process = process;
    }

    /** Starts the application with system properties. */
    static ChildProcess start(Map<String, String> properties) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        properties.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), InboxApplication.class.getName()));
        ChildProcess child = new ChildProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
        child.printer.setDaemon(true);
        child.printer.start();
        return child;
    }

    private void print() {
        process.inputReader().lines().forEach(line -> {
            System.out.println(line);
            lines.add(COLOUR.matcher(line).replaceAll(""));
        });
    }

    /**
     * Waits for a line that contains a text, unless it is printed already.
     *
     * @throws IllegalStateException when it is not printed in time
     */
    void await(String text) throws InterruptedException {
        while (earlier.stream().noneMatch(line -> line.contains(text))) {
            String line = lines.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            if (line == null) {
                throw new IllegalStateException("The application has not printed \"" + text + "\".");
            }
            earlier.add(line);
        }
    }

    /**
     * Waits until the application has delivered all changes before this call and saved its position.
     *
     * @throws IllegalStateException when it does not report that in time
     */
    void awaitSaved() throws IOException, InterruptedException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
        await("SAVED");
    }

    /** Ends the process without a clean stop, as a crash does. */
    void kill() throws InterruptedException {
        // Process.destroyForcibly() would also close the output that the printer still reads
        process.toHandle().destroyForcibly();
        process.waitFor();
        printer.join();
    }

    /** Ends the standard input of the application, which stops it, and waits for its end. */
    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            printer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
    }
}
