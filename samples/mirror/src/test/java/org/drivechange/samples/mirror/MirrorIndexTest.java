// SPDX-License-Identifier: Apache-2.0
package org.drivechange.samples.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MirrorIndexTest {

    private final MirrorIndex index = new MirrorIndex(1, new HashMap<>());

    @TempDir
    private Path directory;

    @Test
    void sweep_removes_deleted_items_with_their_descendants() {
        index.put("folder", "root", "Invoices");
        index.put("inner", "folder", "May");
        index.put("file", "inner", "may.pdf");
        index.put("other", "root", "other.txt");
        index.markDeleted("folder");
        index.sweep(false);
        assertThat(index.items()).containsOnlyKeys("other");
    }

    @Test
    void sweep_keeps_what_a_later_page_has_moved_out_of_a_deleted_folder() {
        index.put("folder", "root", "Invoices");
        index.put("inner", "folder", "May");
        index.put("file", "inner", "may.pdf");
        index.markDeleted("folder");
        index.put("inner", "root", "May");
        index.sweep(false);
        assertThat(index.items()).containsOnlyKeys("inner", "file");
    }

    @Test
    void sweep_ends_although_folders_contain_each_other() {
        index.put("one", "other", "One");
        index.put("other", "one", "Other");
        index.sweep(false);
        assertThat(index.items()).containsOnlyKeys("one", "other");
    }

    @Test
    void only_an_enumeration_removes_items_that_were_not_reported() {
        index.put("old", "root", "old.txt");
        MirrorIndex next = index.nextGeneration();
        next.put("new", "root", "new.txt");
        next.sweep(false);
        assertThat(next.items()).containsOnlyKeys("old", "new");
        next.sweep(true);
        assertThat(next.items()).containsOnlyKeys("new");
    }

    @Test
    void index_is_read_as_it_was_written() throws IOException {
        Path file = directory.resolve("index");
        assertThat(MirrorIndex.read(file)).isEqualTo(new MirrorIndex(0, new HashMap<>()));
        index.put("7C!1", null, "a b\n+%ü 😀.txt");
        index.markDeleted("7C!1");
        index.write(file);
        assertThat(MirrorIndex.read(file)).isEqualTo(index);
    }
}
