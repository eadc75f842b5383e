// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.position;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.drivechange.DriveTarget;
import org.drivechange.impl.graph.SessionKey;

/** Program that uses a position in a directory. */
final class PositionUser {

    static final SessionKey KEY = new SessionKey(DriveTarget.parse("/me/drive/root"), "");

    private static final int LENGTH = 12_000;

    private PositionUser() {}

    /** The second argument is {@code hold}, {@code save} or {@code save-long}. */
    public static void main(String[] arguments) throws Exception {
        PositionStore store = store(Path.of(arguments[0]));
        PositionStore.Opened opened;
        try {
            opened = store.open(KEY);
        } catch (PositionInUseException e) {
            System.out.println("in use");
            return;
        }
        switch (arguments[1]) {
            case "hold" -> {
                System.out.println("open");
                System.in.read();
            }
            case "save" -> saveUntilKilled(store, opened.epoch());
            default -> saveLong(store, opened.epoch());
        }
        store.release(KEY);
    }

    private static void saveUntilKilled(PositionStore store, long epoch) throws Exception {
        for (char letter = 'a'; ; letter = after(letter)) {
            store.save(KEY, epoch, token(letter));
            System.out.println(letter);
        }
    }

    static char after(char letter) {
        return letter == 'z' ? 'a' : (char) (letter + 1);
    }

    static String token(char letter) {
        return String.valueOf(letter).repeat(LENGTH);
    }

    private static void saveLong(PositionStore store, long epoch) throws Exception {
        store.save(KEY, epoch, "short");
        try {
            store.save(KEY, epoch, token('l'));
            System.out.println("saved");
        } catch (IOException e) {
            System.out.println("failed: " + e.getMessage());
        }
    }

    static FilePositionStore store(Path directory) {
        return new FilePositionStore(new PositionSettings("", directory), InstantSource.system());
    }

    static Process start(Path directory, String use) throws IOException {
        return start(List.of(), directory, use);
    }

    /** Starts the program with a command before that of Java. */
    static Process start(List<String> before, Path directory, String use) throws IOException {
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                PositionUser.class.getName(),
                directory.toString(),
                use));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
