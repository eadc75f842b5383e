// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.drivechange.simulator.GraphSimulator;

/** Parsed options of the command line. */
public record CliOptions(
        GraphSimulator.Builder graph, Optional<Supplier<IdentityPlatformLauncher>> signIn, Duration tokenLifetime) {

    /** Returns the text printed once everything runs. */
    String start() {
        Optional<IdentityPlatformLauncher> started = signIn.map(Supplier::get);
        try {
            started.ifPresent(launcher -> graph.signIn(launcher.platform().tokenLifetime(tokenLifetime)));
            String keys = started.map(CliOptions::signInKeys).orElse("  drivechange.token=anything");
            return greeting(graph.start(), keys);
        } catch (RuntimeException e) {
            started.ifPresent(launcher -> launcher.platform().close());
            throw e;
        }
    }

    private static String greeting(GraphSimulator simulator, String keys) {
        return """
                The simulated Microsoft Graph is at %1$s until this program is killed.

                Configure the application with
                  drivechange.graph.url=%1$s
                %3$s

                Send it a notification, and see what else can be done, with
                  curl -s -X POST %2$s/emit -d '{"target":"/me/drive/root"}'
                  curl -s %2$s
                """.formatted(simulator.graphUrl(), simulator.controlUrl(), keys);
    }

    private static String signInKeys(IdentityPlatformLauncher signIn) {
        return """
                  drivechange.oauth.authority=%1$s
                  drivechange.oauth.client-id=any
                and its JVM with
                  %2$s

                Sign in with the code that it shows, at
                  %3$s
                or let the sample sign in, which keeps the sign-in for the application:
                  java %2$s -jar samples/sign-in/target/drivechange-sign-in.jar --client-id any --authority %1$s""".formatted(
                signIn.platform().authority(), signIn.trust(), signIn.platform().signInPage());
    }
}
