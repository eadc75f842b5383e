// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.cli;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.drivechange.simulator.internal.network.BadRequestException;

/** Command-line program of the simulator. Exit codes: 2 for an invalid option, 1 when a port is in use. */
public final class SimulatorCli {

    private static final int FAILED = 1;

    private static final int INVALID_OPTION = 2;

    private SimulatorCli() {}

    /** Returns zero on success; a started simulator keeps the program alive. */
    public static int run(List<String> arguments, PrintStream out, PrintStream err) {
        if (arguments.contains("--help")) {
            out.print(CommandLine.HELP);
            return 0;
        }
        try {
            out.print(CommandLine.parse(arguments).start());
            return 0;
        } catch (BadRequestException | IllegalArgumentException e) {
            err.println(e.getMessage());
            return INVALID_OPTION;
        } catch (UncheckedIOException e) {
            err.println(e.getMessage());
            return FAILED;
        }
    }
}
