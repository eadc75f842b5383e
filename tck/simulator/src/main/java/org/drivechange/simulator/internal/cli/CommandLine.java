// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.cli;

import java.io.File;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.drivechange.simulator.GraphSimulator;
import org.drivechange.simulator.GraphSimulatorBuilder;
import org.drivechange.simulator.internal.network.BadRequestException;
import org.drivechange.simulator.internal.network.ServerTls;

/** Parser of the program's options. */
public final class CommandLine {

    static final String HELP = """
            Simulator of Microsoft Graph with a Socket.IO server, for development without a Microsoft account.

              --graph-port N             port of Graph and the control API; 0, the default, selects a random port
              --socket-port N            port of the Socket.IO server; 0, the default, selects a random port
              --ping-interval PT25S      ping interval
              --ping-timeout PT20S       ping timeout
              --subscription-life PT1H   lifetime of a subscription
              --keystore FILE            use TLS for Graph and Socket.IO, with the key in this PKCS #12 or JKS file
              --keystore-password …      password of the key store and its key; default: changeit
              --sign-in                  also simulate the Microsoft identity platform; Graph accepts only its access tokens
              --token-lifetime PT1H      lifetime of the access tokens
              --trust-directory DIR      directory of the trust store; default: a temporary directory
              --help                     this text
            """;

    private final GraphSimulatorBuilder builder = GraphSimulator.builder();

    private Optional<File> keyStore = Optional.empty();

    private Optional<String> keyStorePassword = Optional.empty();

    private boolean signIn;

    private Optional<Duration> tokenLifetime = Optional.empty();

    private Optional<Path> trustDirectory = Optional.empty();

    private CommandLine() {}

    public static CliOptions parse(List<String> arguments) {
        CommandLine line = new CommandLine();
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            line.option(rest.next(), rest);
        }
        return line.program();
    }

    private CliOptions program() {
        if (keyStorePassword.isPresent() && keyStore.isEmpty()) {
            throw new BadRequestException("--keystore-password requires --keystore.");
        }
        keyStore.map(file -> ServerTls.of(file, keyStorePassword.orElse("changeit")))
                .ifPresent(tls -> builder.graphTls(tls).socketTls(tls));
        if (!signIn && (tokenLifetime.isPresent() || trustDirectory.isPresent())) {
            throw new BadRequestException("--token-lifetime and --trust-directory require --sign-in.");
        }
        return new CliOptions(
                builder,
                signIn ? Optional.of(() -> IdentityPlatformLauncher.start(trustDirectory)) : Optional.empty(),
                tokenLifetime.orElse(Duration.ofHours(1)));
    }

    private void option(String name, Iterator<String> rest) {
        switch (name) {
            case "--graph-port" -> builder.graphPort(number(name, rest));
            case "--socket-port" -> builder.socketPort(number(name, rest));
            case "--ping-interval" -> builder.pingInterval(duration(name, rest));
            case "--ping-timeout" -> builder.pingTimeout(duration(name, rest));
            case "--subscription-life" -> builder.subscriptionLife(duration(name, rest));
            case "--keystore" -> keyStore = Optional.of(new File(value(name, rest)));
            case "--keystore-password" -> keyStorePassword = Optional.of(value(name, rest));
            case "--sign-in" -> signIn = true;
            case "--token-lifetime" -> tokenLifetime = Optional.of(duration(name, rest));
            case "--trust-directory" -> trustDirectory = Optional.of(Path.of(value(name, rest)));
            default -> throw new BadRequestException("Unknown option " + name + "; --help lists the options.");
        }
    }

    private static int number(String name, Iterator<String> rest) {
        String value = value(name, rest);
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException ignored) {
            throw new BadRequestException(name + " expects a port number, found " + value + ".");
        }
    }

    private static Duration duration(String name, Iterator<String> rest) {
        String value = value(name, rest);
        try {
            return Duration.parse(value);
        } catch (DateTimeException ignored) {
            throw new BadRequestException(name + " expects an ISO-8601 duration such as PT25S, found " + value + ".");
        }
    }

    private static String value(String name, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new BadRequestException(name + " needs a value; see --help.");
        }
        return rest.next();
    }
}
