// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.cli;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.drivechange.simulator.internal.network.BadRequestException;

/** The simulator as a program: what it prints, and its exit codes: 2 when an option is wrong, 1 when a port is taken. */
public final class SimulatorCli {

    private static final int FAILED = 1;

    private static final int MISUSED = 2;

    private SimulatorCli() {}

    /** Zero when all is well; a simulator that was started keeps the program alive. */
    public static int run(List<String> arguments, PrintStream out, PrintStream err) {
        if (arguments.contains("--help")) {
            out.print(CommandLine.HELP);
            return 0;
        }
        try {
            out.print(CommandLine.parse(arguments).start());
            return 0;
        } catch (BadRequestException | IllegalArgumentException wrongOption) {
            err.println(wrongOption.getMessage());
            return MISUSED;
        } catch (UncheckedIOException taken) {
            err.println(taken.getMessage());
            return FAILED;
        }
    }
}
