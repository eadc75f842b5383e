// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The check at deployment that positions can be kept in a directory. */
class PositionDirectoryTest {

    @TempDir
    private Path folder;

    @Test
    void usable_directory_has_no_problem_and_stays_empty() throws Exception {
        Path directory = folder.resolve("of-the-user").resolve("delta");
        assertThat(FilePositionStore.check(directory)).isEmpty();
        assertThat(directory).isEmptyDirectory();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
    }

    @Test
    void unusable_directory_is_a_problem_that_names_the_key_and_the_alternative() throws Exception {
        Path occupied = Files.createFile(folder.resolve("occupied"));
        for (Path unusable : List.of(occupied, occupied.resolve("delta"), Path.of("/proc/drivechange/delta"))) {
            assertThat(FilePositionStore.check(unusable))
                    .as(unusable.toString())
                    .hasValueSatisfying(problem -> assertThat(problem)
                            .startsWith("DRC1031 drivechange.delta.directory: ")
                            .contains("found " + unusable + " (", "DeltaTokenStore bean"));
        }
    }

    @Test
    void read_only_volume_is_a_problem() throws Exception {
        Path directory = Files.createDirectory(folder.resolve("directory"));
        Path volume = Files.createDirectory(folder.resolve("volume"));
        assumeTrue(
                run("mount", "--bind", "-o", "ro", directory.toString(), volume.toString()),
                "only the superuser can mount");
        try {
            assertThat(FilePositionStore.check(volume))
                    .hasValueSatisfying(problem -> assertThat(problem).contains("Read-only file system"));
        } finally {
            run("umount", volume.toString());
        }
    }

    private static boolean run(String... command) throws Exception {
        return new ProcessBuilder(command).start().waitFor() == 0;
    }
}
