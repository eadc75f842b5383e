// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.drivechange.simulator.GraphSimulator;
import org.drivechange.simulator.GraphSimulatorBuilder;

/** Parsed options of the command line. */
public record CliOptions(
        GraphSimulatorBuilder graph, Optional<Supplier<IdentityPlatformLauncher>> signIn, Duration tokenLifetime) {

    /** Starts the simulator and returns the text to print. */
    String start() {
        Optional<IdentityPlatformLauncher> started = signIn.map(Supplier::get);
        try {
            started.ifPresent(launcher -> graph.signIn(launcher.platform().tokenLifetime(tokenLifetime)));
            String keys = started.map(CliOptions::signInKeys).orElse("  drivechange.token=anything");
            return startMessage(graph.start(), keys);
        } catch (RuntimeException e) {
            started.ifPresent(launcher -> launcher.platform().close());
            throw e;
        }
    }

    private static String startMessage(GraphSimulator simulator, String keys) {
        return """
                The simulator of Microsoft Graph runs at %1$s until this program is stopped.

                Configure the application with
                  drivechange.graph.url=%1$s
                %3$s

                Open %4$s in a browser to change its drives and interrupt its network.

                Send a notification, and list the control API, with
                  curl -s -X POST %2$s/emit -d '{"target":"/me/drive/root"}'
                  curl -s %2$s
                """.formatted(simulator.graphUrl(), simulator.controlUrl(), keys, simulator.pageUrl());
    }

    private static String signInKeys(IdentityPlatformLauncher signIn) {
        return """
                  drivechange.oauth.authority=%1$s
                  drivechange.oauth.client-id=any
                and its JVM with
                  %2$s

                Enter the code shown by the application at
                  %3$s
                or sign in with the sample, which stores the tokens for the application:
                  java %2$s -jar samples/sign-in/target/drivechange-sign-in.jar --client-id any --authority %1$s""".formatted(
                        signIn.platform().authority(),
                        signIn.trustStoreOptions(),
                        signIn.platform().signInPage());
    }
}
