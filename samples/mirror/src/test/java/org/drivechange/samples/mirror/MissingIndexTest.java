// SPDX-License-Identifier: Apache-2.0
package org.drivechange.samples.mirror;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.drivechange.DriveDelta;
import org.drivechange.DriveTarget;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An index that is missing while its position is not. */
class MissingIndexTest {

    @TempDir
    private Path directory;

    @BeforeEach
    void configure() {
        System.setProperty("mirror.file", directory.resolve("missing").toString());
    }

    @AfterEach
    void restore() {
        System.clearProperty("mirror.file");
    }

    @Test
    void page_is_refused_with_the_remedy() {
        DriveDelta page =
                DriveDelta.of(DriveTarget.parse("/me/drive/root"), "", Instant.EPOCH, 0, false, true, List.of());
        assertThatThrownBy(() -> new DriveMirror().changed(page))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("missing: delete the positions");
    }
}
