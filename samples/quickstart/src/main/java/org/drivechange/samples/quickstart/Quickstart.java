// SPDX-License-Identifier: Apache-2.0
package org.drivechange.samples.quickstart;

import java.io.IOException;
import java.util.List;

/**
 * Runs the bean against a simulated drive for a few seconds. With {@code --client-id} (after a sign-in) or
 * {@code --token} it observes a real drive until the Enter key is pressed.
 */
public final class Quickstart {

    private Quickstart() {}

    /**
     * Starts the sample.
     *
     * @param arguments none, or the options that {@code --help} lists
     */
    public static void main(String[] arguments) throws Exception {
        List<String> given = List.of(arguments);
        if (given.contains("--help")) {
            System.out.print(Options.HELP);
            return;
        }
        try {
            Options.parse(given, System.in).forEach(System::setProperty);
        } catch (IllegalArgumentException | IOException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
        if (System.getProperty("drivechange.token") != null
                || System.getProperty("drivechange.oauth.client-id") != null) {
            // after --token - the standard input contains only the token
            InboxApplication.run("Change a file in the drive and wait. Press Enter to stop.", given.contains("-"));
        } else {
            demonstrate();
        }
    }

    private static void demonstrate() throws IOException, InterruptedException {
        try {
            Demonstration.run();
        } catch (IllegalStateException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }
}
