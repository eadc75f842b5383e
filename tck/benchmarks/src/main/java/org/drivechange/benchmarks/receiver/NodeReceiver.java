// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.receiver;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Receiver with the JavaScript client, installed once under {@code target}. */
final class NodeReceiver {

    static final String SCRIPT = "receiver.js";

    private static final String[] SOURCES = {SCRIPT, "package.json", "package-lock.json"};

    private NodeReceiver() {}

    /** Returns the directory of the script. */
    static File install(Path module) throws IOException, InterruptedException {
        Path installed = module.resolve(Path.of("target", "node"));
        Files.createDirectories(installed);
        for (String source : SOURCES) {
            Files.copy(
                    module.resolve(Path.of("src", "main", "node", source)),
                    installed.resolve(source),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.exists(installed.resolve(Path.of("node_modules", ".package-lock.json")))) {
            int exit = new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent")
                    .directory(installed.toFile())
                    .inheritIO()
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new IOException("npm ci in " + installed + " ended with " + exit);
            }
        }
        return installed.toFile();
    }
}
