// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.drivechange.impl.position.PositionStore.Opened;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The file store with several processes. */
class PositionProcessTest {

    @TempDir
    private Path directory;

    private FilePositionStore store;

    @BeforeEach
    void create() {
        store = PositionUser.store(directory);
    }

    private Opened openAndRelease() throws Exception {
        try {
            return store.open(PositionUser.KEY);
        } finally {
            store.release(PositionUser.KEY);
        }
    }

    private static String firstLine(Process process) throws IOException {
        try (BufferedReader output = process.inputReader()) {
            return output.readLine();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void position_of_another_process_is_in_use_until_it_is_released() throws Exception {
        Process holder = PositionUser.start(directory, "hold");
        try (BufferedReader output = holder.inputReader()) {
            assertThat(output.readLine()).isEqualTo("open");
            assertThatThrownBy(() -> store.open(PositionUser.KEY))
                    .isInstanceOf(PositionInUseException.class)
                    .hasMessageContaining("drivechange.application is not set");
            holder.getOutputStream().close();
            assertThat(holder.waitFor()).isZero();
            assertThat(openAndRelease().epoch()).isEqualTo(2);
        } finally {
            holder.destroyForcibly().waitFor();
        }
    }

    @Test
    void killed_process_frees_its_position() throws Exception {
        Process holder = PositionUser.start(directory, "hold");
        assertThat(firstLine(holder)).isEqualTo("open");
        holder.waitFor();
        assertThat(openAndRelease().epoch()).isEqualTo(2);
    }

    @Test
    void application_that_gives_up_does_not_drop_the_lock_of_another_one_in_its_process() throws Exception {
        store.open(PositionUser.KEY);
        try {
            FilePositionStore other = PositionUser.store(directory);
            assertThatThrownBy(() -> other.open(PositionUser.KEY)).isInstanceOf(PositionInUseException.class);
            other.release(PositionUser.KEY);
            assertThat(firstLine(PositionUser.start(directory, "hold"))).isEqualTo("in use");
        } finally {
            store.release(PositionUser.KEY);
        }
    }

    @Test
    void killed_process_leaves_the_last_saved_record_or_the_one_that_it_was_saving() throws Exception {
        for (int kill = 1; kill <= 6; kill++) {
            Process writer = PositionUser.start(directory, "save");
            String saved = "";
            try (BufferedReader output = writer.inputReader()) {
                for (int count = 0; count < 20 * kill; count++) {
                    saved = output.readLine();
                }
                // not Process.destroyForcibly, which closes the output
                writer.toHandle().destroyForcibly();
                saved = lastLine(output, saved);
            } finally {
                writer.destroyForcibly().waitFor();
            }
            Opened opened = openAndRelease();
            assertThat(opened.epoch()).isEqualTo(2L * kill);
            char letter = saved.charAt(0);
            assertThat(opened.token().orElseThrow())
                    .isIn(PositionUser.token(letter), PositionUser.token(PositionUser.after(letter)));
        }
    }

    private static String lastLine(BufferedReader output, String before) throws IOException {
        String last = before;
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            last = line;
        }
        return last;
    }

    /** A limit of the file size has the effect of a full disk. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void save_fails_on_a_full_disk_and_the_old_record_stays() throws Exception {
        Process writer = PositionUser.start(
                List.of("bash", "-c", "ulimit -f 4; exec \"$@\"", "limited"), directory, "save-long");
        assertThat(firstLine(writer)).startsWith("failed: ");
        writer.waitFor();
        assertThat(openAndRelease().token()).contains("short");
    }
}
