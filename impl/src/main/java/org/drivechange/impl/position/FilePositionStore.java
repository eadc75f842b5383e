// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.position;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.drivechange.impl.diagnostics.ErrorMessages;
import org.drivechange.impl.diagnostics.FailSafeLog;
import org.drivechange.impl.graph.SessionKey;

/**
 * Keeps each position in files. A lock excludes other users from opening to release. A process that is killed leaves the old
 * record or the new one.
 */
public final class FilePositionStore implements PositionStore {

    private static final int EXCERPT = 100;

    private final PositionSettings settings;
    private final PositionDirectory directory;
    private final InstantSource clock;
    private final Map<SessionKey, PositionLock> locks = new ConcurrentHashMap<>();

    /**
     * Creates a store.
     *
     * @param clock wall-clock time, written to the files for their reader
     */
    public FilePositionStore(PositionSettings settings, InstantSource clock) {
        this.settings = settings;
        this.directory = new PositionDirectory(settings.directory());
        this.clock = clock;
    }

    /**
     * Checks that a directory can be used. Creates it.
     *
     * @return the problem of the deployment, with its code
     */
    public static Optional<String> check(Path directory) {
        return new PositionDirectory(directory).check();
    }

    /**
     * Opens a position with the stored epoch plus one. Of an unreadable file, the first characters are returned as the token,
     * so that the caller finds no position in it, and starts again.
     */
    @Override
    public Opened open(SessionKey key) throws IOException, PositionInUseException {
        PositionFiles files = files(key);
        if (locks.containsKey(key)) {
            return open(key, files);
        }
        PositionLock lock = PositionLock.tryAcquire(files.lock()).orElseThrow(this::inUse);
        boolean opened = false;
        try {
            Opened position = open(key, files);
            locks.put(key, lock);
            opened = true;
            return position;
        } finally {
            if (!opened) {
                lock.close();
            }
        }
    }

    private Opened open(SessionKey key, PositionFiles files) throws IOException {
        PositionFiles.Slots slots = files.read();
        PositionRecord stored = slots.record()
                .orElseGet(() -> slots.unreadable()
                        .map(bytes -> unreadable(key, files, bytes))
                        .orElse(PositionRecord.none()));
        PositionRecord next = stored.opened();
        slots.replaceOlder(bytes(key, next));
        return new Opened(next.epoch(), next.token());
    }

    @Override
    public boolean save(SessionKey key, long epoch, String token) throws IOException {
        if (!locks.containsKey(key)) {
            throw new IllegalStateException("the position of " + key + " is not open");
        }
        // read again, because not every network file system enforces the lock
        PositionFiles.Slots slots = files(key).read();
        PositionRecord stored = slots.record().orElse(PositionRecord.none());
        if (stored.epoch() > epoch) {
            return false;
        }
        slots.overwriteOlder(bytes(key, stored.saved(epoch, clock.instant(), token)));
        return true;
    }

    /** Whether files of a position exist. Creates nothing. */
    boolean contains(SessionKey key) {
        return directory
                .existingFiles(PositionId.of(settings.application(), key))
                .exist();
    }

    /** Renames the files of an open position, which another store keeps from now on. A later start does not find them. */
    void retire(SessionKey key) throws IOException {
        files(key).retire();
    }

    @Override
    public void release(SessionKey key) {
        PositionLock lock = locks.remove(key);
        try {
            if (lock != null) {
                lock.close();
            }
        } catch (IOException e) {
            FailSafeLog.log(Level.DEBUG, lock + " could not be closed: " + ErrorMessages.describe(e));
        }
    }

    @Override
    public String toString() {
        return "FilePositionStore[" + settings.directory() + "]";
    }

    private PositionFiles files(SessionKey key) throws IOException {
        return directory.files(PositionId.of(settings.application(), key));
    }

    private byte[] bytes(SessionKey key, PositionRecord content) {
        return content.toBytes(
                settings.application(), key.account(), key.target().path());
    }

    /** Keeps a copy of an unreadable file for support. */
    private static PositionRecord unreadable(SessionKey key, PositionFiles files, byte[] content) {
        String kept = "A copy is kept in " + files.unreadable() + ".";
        try {
            PositionFiles.replace(files.unreadable(), content);
        } catch (IOException e) {
            kept = "No copy could be kept (" + ErrorMessages.describe(e) + ").";
        }
        // the reader of the position logs the warning
        FailSafeLog.log(Level.INFO, key + ": the position file " + files.name() + " is unreadable. " + kept);
        String text = new String(content, StandardCharsets.UTF_8);
        return new PositionRecord(
                0, 0, Optional.empty(), Optional.of(text.substring(0, Math.min(EXCERPT, text.length()))));
    }

    private PositionInUseException inUse() {
        String application = settings.application().isEmpty() ? "is not set" : "is " + settings.application();
        return new PositionInUseException("the directory is " + settings.directory() + ", and drivechange.application "
                + application + "; expected a different value for each application that uses this directory");
    }
}
