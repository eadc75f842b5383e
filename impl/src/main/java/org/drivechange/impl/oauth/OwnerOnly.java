// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.oauth;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;

/** Files and folders that nobody but their owner may read, from their first moment on. */
final class OwnerOnly {

    private OwnerOnly() {}

    /** Makes an empty file. */
    static void create(Path file) throws IOException {
        Files.createFile(file, attributes(file.getParent(), "rw-------"));
        restrict(file);
    }

    /** Makes a folder, and those above it, where they are missing. */
    static void createFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder.getParent());
            createLast(folder);
        }
    }

    private static void createLast(Path folder) throws IOException {
        try {
            Files.createDirectory(folder, attributes(folder.getParent(), "rwx------"));
        } catch (FileAlreadyExistsException another) {
            // made in this moment by somebody else, unless it is a file
            if (!Files.isDirectory(folder)) {
                throw another;
            }
        }
    }

    private static FileAttribute<?>[] attributes(Path folder, String permissions) {
        boolean posix = Files.getFileAttributeView(folder, PosixFileAttributeView.class) != null;
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    /** Where there are access control lists instead, as on Windows; the file is still empty. */
    private static void restrict(Path file) throws IOException {
        AclFileAttributeView view = Files.getFileAttributeView(file, AclFileAttributeView.class);
        if (view != null && Files.getFileAttributeView(file, PosixFileAttributeView.class) == null) {
            view.setAcl(List.of(AclEntry.newBuilder()
                    .setType(AclEntryType.ALLOW)
                    .setPrincipal(view.getOwner())
                    .setPermissions(EnumSet.allOf(AclEntryPermission.class))
                    .build()));
        }
    }
}
