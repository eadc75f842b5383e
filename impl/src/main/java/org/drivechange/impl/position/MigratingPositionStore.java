// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.position;

import java.lang.System.Logger.Level;
import org.drivechange.impl.diagnostics.FailSafeLog;
import org.drivechange.impl.graph.SessionKey;

/**
 * Store that moves each position from the files of an earlier configuration when it is opened for the first time. A file that
 * another process uses is moved when that process has released it.
 *
 * @param store store that keeps the positions
 * @param files files of the earlier configuration
 */
public record MigratingPositionStore(PositionStore store, FilePositionStore files) implements PositionStore {

    @Override
    public Opened open(SessionKey key) throws Exception {
        Opened opened = store.open(key);
        return opened.token().isEmpty() && files.contains(key) ? moved(key, opened) : opened;
    }

    private Opened moved(SessionKey key, Opened opened) throws Exception {
        Opened stored = files.open(key);
        try {
            // if another user has opened the position meanwhile, the next save fails as well
            if (stored.token().isPresent()
                    && store.save(key, opened.epoch(), stored.token().get())) {
                files.retire(key);
                FailSafeLog.log(Level.INFO, key + ": its position was moved from its files.");
            }
            return new Opened(opened.epoch(), stored.token());
        } finally {
            files.release(key);
        }
    }

    @Override
    public boolean save(SessionKey key, long epoch, String token) throws Exception {
        return store.save(key, epoch, token);
    }

    @Override
    public void release(SessionKey key) {
        store.release(key);
    }

    @Override
    public String toString() {
        return "MigratingPositionStore[" + files + "]";
    }
}
