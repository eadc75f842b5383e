// SPDX-License-Identifier: Apache-2.0
package org.drivechange.samples.mirror;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import org.drivechange.DriveChange;
import org.drivechange.DriveDelta;
import org.drivechange.DriveItemChange;
import org.drivechange.DriveItemChange.Kind;
import org.drivechange.DriveReset;
import org.eclipse.microprofile.config.ConfigProvider;

/** Keeps the index of a drive up to date. After an exception, of a full disk for example, the event is delivered again. */
@ApplicationScoped
public class DriveMirror {

    private static final String DRIVE = "${mirror.target:/me/drive/root}";

    private final Path file = Path.of(ConfigProvider.getConfig().getValue("mirror.file", String.class));

    @DriveChange(target = DRIVE)
    void reset(DriveReset reset) throws IOException {
        MirrorIndex.read(file).nextGeneration().write(file);
    }

    /** Applies a page at once: either all of its items are in the file or none. */
    @DriveChange(target = DRIVE)
    void changed(DriveDelta page) throws IOException {
        MirrorIndex index = MirrorIndex.read(file);
        if (index.generation() == 0) {
            throw new IOException(file + " is missing: delete the positions in ~/.drivechange/delta, too");
        }
        for (DriveItemChange item : page.items()) {
            if (item.kind() == Kind.DELETED) {
                index.markDeleted(item.id());
            } else {
                index.put(item.id(), item.parentId(), item.name());
            }
        }
        if (page.complete()) {
            index.sweep(page.baseline());
        }
        index.write(file);
        if (page.complete()) {
            System.out.println("The drive has " + index.items().size() + " item(s).");
        }
    }
}
