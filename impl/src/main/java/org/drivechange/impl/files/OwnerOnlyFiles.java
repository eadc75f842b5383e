// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.files;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Creates and checks files and folders that are readable only by their owner, from creation on. */
public final class OwnerOnlyFiles {

    private static final String SUPERUSER = "root";

    /** Group permissions are accepted: a Kubernetes volume assigns files to the pod's group. */
    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE, PosixFilePermission.OTHERS_EXECUTE);

    private OwnerOnlyFiles() {}

    /** Creates an empty file. */
    public static void create(Path file) throws IOException {
        Files.createFile(file, attributes(file.getParent(), "rw-------"));
        restrict(file);
    }

    /** Creates a folder and its parents if they are missing. */
    public static void createFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder.getParent());
            createLast(folder);
        }
    }

    private static void createLast(Path folder) throws IOException {
        try {
            Files.createDirectory(folder, attributes(folder.getParent(), "rwx------"));
        } catch (FileAlreadyExistsException e) {
            // created concurrently, unless it is a file
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
    }

    /**
     * Checks that a file is regular, is owned by this process's user or the superuser, and is inaccessible to others by
     * its or its folder's permissions.
     *
     * @return the key of the file
     * @throws NoSuchFileException if the file is missing
     * @throws IOException if the file must not be used; the message contains the reason
     */
    public static Object check(Path file, LinkOption... options) throws IOException {
        BasicFileAttributes basic = Files.readAttributes(file, BasicFileAttributes.class, options);
        if (!basic.isRegularFile()) {
            throw new IOException(file + " is not a regular file");
        }
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class, options);
        if (view != null) {
            check(file, view.readAttributes());
        }
        return basic.fileKey() == null ? file : basic.fileKey();
    }

    private static void check(Path file, PosixFileAttributes found) throws IOException {
        Set<PosixFilePermission> permissions = found.permissions();
        if (isOpen(file, permissions)) {
            throw new IOException(file + " is open to others (" + PosixFilePermissions.toString(permissions)
                    + "); expected rw-------, which \"chmod 600 " + file + "\" sets");
        }
        UserPrincipal owner = found.owner();
        if (!owner.getName().equals(System.getProperty("user.name"))
                && !owner.getName().equals(SUPERUSER)
                && !ProcessUser.find().map(owner::equals).orElse(true)) {
            throw new IOException(
                    file + " belongs to " + owner.getName() + "; expected the user that the application runs"
                            + " as, "
                            + ProcessUser.find().map(UserPrincipal::getName).orElse("unknown"));
        }
    }

    /** Whether others can access the file: write it, or read it and enter its folder. */
    private static boolean isOpen(Path file, Set<PosixFilePermission> permissions) throws IOException {
        return permissions.contains(PosixFilePermission.OTHERS_WRITE)
                || (permissions.stream().anyMatch(OTHERS::contains)
                        && Files.getPosixFilePermissions(file.getParent())
                                .contains(PosixFilePermission.OTHERS_EXECUTE));
    }

    private static FileAttribute<?>[] attributes(Path folder, String permissions) {
        boolean posix = Files.getFileAttributeView(folder, PosixFileAttributeView.class) != null;
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    /** Restricts the still empty file by an access control list, if it has no POSIX permissions, as on Windows. */
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
