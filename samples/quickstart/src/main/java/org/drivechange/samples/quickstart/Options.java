// SPDX-License-Identifier: Apache-2.0
package org.drivechange.samples.quickstart;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Parser of the program's options, which set configuration keys. */
final class Options {

    static final String HELP = """
            Prints what happens in a drive. Without options it is a simulated one.

              --client-id ID       the application's id in Entra ID, once the sample sign-in has signed in to it
              --authority URL      the identity platform and the tenant
              --scopes SCOPES      what the access token is good for
              --cache FILE         the file that keeps the sign-in
              --token-file FILE    a file that holds an access token
              --token -            reads an access token from standard input, which other users do not see
              --token TOKEN        an access token, which other users of the machine see in the list of processes
              --target TARGET      the drive, such as /drives/{driveId}/root; /me/drive/root is the default
              --graph-url URL      another cloud or version of Microsoft Graph, or a simulator
              --help               this text
            """;

    private static final String TOKEN = "drivechange.token";

    private static final Map<String, String> KEYS = Map.of(
            "--target", "quickstart.target",
            "--graph-url", "drivechange.graph.url",
            "--client-id", "drivechange.oauth.client-id",
            "--authority", "drivechange.oauth.authority",
            "--scopes", "drivechange.oauth.scopes",
            "--cache", "drivechange.oauth.cache");

    private final Map<String, String> configuration = new HashMap<>();

    private Options() {}

    /**
     * Returns the configuration keys set by the options, with their values.
     *
     * @param input the standard input, read if the token is to come from it
     * @throws IllegalArgumentException when an option is unknown or has no value; the message is for the user
     */
    static Map<String, String> parse(List<String> arguments, InputStream input) throws IOException {
        Options options = new Options();
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            options.add(rest.next(), rest, input);
        }
        return options.configuration;
    }

    private void add(String option, Iterator<String> rest, InputStream input) throws IOException {
        boolean token = option.equals("--token") || option.equals("--token-file");
        if (!token && !KEYS.containsKey(option)) {
            throw new IllegalArgumentException("Expected an option of --help but found " + option + ".");
        }
        if (!rest.hasNext()) {
            throw new IllegalArgumentException("Expected a value after " + option + "; --help shows one.");
        }
        String value = rest.next();
        if (option.equals("--token-file")) {
            configuration.put(TOKEN, content(value));
        } else if (token) {
            configuration.put(TOKEN, value.equals("-") ? line(input) : value);
        } else {
            configuration.put(KEYS.get(option), value);
        }
    }

    private static String content(String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException | InvalidPathException e) {
            throw new IllegalArgumentException("--token-file: expected a text file with an access token but found that "
                    + file + " cannot be read: " + e + ".");
        }
    }

    /** Reads one line only, because the program reads the rest. */
    private static String line(InputStream input) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = input.read(); next >= 0 && next != '\n'; next = input.read()) {
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8).strip();
    }
}
