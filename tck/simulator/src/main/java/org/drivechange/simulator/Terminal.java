// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The simulator as a program: what it prints, and its exit codes: 2 when an option is wrong, 1 when a port is taken. */
final class Terminal {

    private static final int FAILED = 1;

    private static final int MISUSED = 2;

    private Terminal() {}

    /** Zero when all is well; a simulator that was started keeps the program alive. */
    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        if (arguments.contains("--help")) {
            out.print(CommandLine.HELP);
            return 0;
        }
        try {
            out.print(greeting(CommandLine.parse(arguments).start()));
            return 0;
        } catch (BadInput | IllegalArgumentException wrongOption) {
            err.println(wrongOption.getMessage());
            return MISUSED;
        } catch (UncheckedIOException taken) {
            err.println(taken.getMessage());
            return FAILED;
        }
    }

    private static String greeting(GraphSimulator simulator) {
        return """
                The simulated Microsoft Graph is at %1$s until this program is killed.

                Configure the application with
                  drivechange.graph.url=%1$s
                  drivechange.token=anything

                Send it a notification, and see what else can be done, with
                  curl -s -X POST %2$s/emit -d '{"target":"/me/drive/root"}'
                  curl -s %2$s
                """.formatted(simulator.graphUrl(), simulator.controlUrl());
    }
}
