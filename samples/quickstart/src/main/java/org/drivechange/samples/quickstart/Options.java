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
            Prints the changed files of a drive. Without options it uses a simulated drive.

              --client-id ID       application id in Entra ID, after a sign-in with the sample sign-in
              --authority URL      URL of the identity platform with the tenant
              --scopes SCOPES      scopes of the access token
              --cache FILE         token cache of the sign-in
              --token-file FILE    file with an access token
              --token -            read the access token from standard input, hidden from other users
              --token TOKEN        access token; other users see it in the process list
              --target TARGET      drive, such as /drives/{driveId}/root; default: /me/drive/root
              --start START        first items: latest (only later changes, the default) or all
              --positions DIR      directory of what has been read; default: ~/.drivechange/delta
              --graph-url URL      base URL of another cloud or version of Microsoft Graph, or a simulator
              --help               print this help
            """;

    private static final String TOKEN = "drivechange.token";

    private static final Map<String, String> KEYS = Map.of(
            "--target", "quickstart.target",
            "--start", "drivechange.delta.start",
            "--positions", "drivechange.delta.directory",
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
            throw new IllegalArgumentException("Unknown option " + option + "; --help lists the options.");
        }
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(option + " needs a value; see --help.");
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
