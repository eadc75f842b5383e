// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.tomee;

import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;
import org.apache.tomee.embedded.Configuration;
import org.apache.tomee.embedded.Container;

/**
 * Main class of the server's process. Reads {@code deploy <file>} and {@code undeploy <name>}; answers {@value #DONE}
 * or an error.
 */
final class TomEEServer {

    static final String DONE = "done";

    private TomEEServer() {}

    public static void main(String... arguments) throws Exception {
        // the server's own output must not be mistaken for an answer
        PrintStream answers = System.out;
        System.setOut(System.err);
        Configuration configuration = new Configuration();
        configuration.setHost("127.0.0.1");
        configuration.setHttpPort(Integer.parseInt(arguments[0]));
        configuration.setStopPort(-1);
        configuration.setQuickSession(true);
        try (Container tomee = new Container(configuration)) {
            answers.println(DONE);
            BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
            for (String line = commands.readLine(); line != null; line = commands.readLine()) {
                answers.println(done(tomee, line));
            }
        }
        System.exit(0);
    }

    private static String done(Container tomee, String command) {
        String[] words = command.split(" ", 2);
        try {
            if (words[0].equals("deploy")) {
                File file = new File(words[1]);
                tomee.deploy(file.getName().replaceFirst("\\.[a-z]+$", ""), file, true);
            } else {
                tomee.undeploy(words[1]);
            }
            return DONE;
        } catch (Exception e) {
            e.printStackTrace();
            return "failed: " + e;
        }
    }
}
