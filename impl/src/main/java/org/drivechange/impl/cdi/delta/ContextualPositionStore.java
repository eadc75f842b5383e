// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi.delta;

import java.util.concurrent.Callable;
import org.drivechange.impl.cdi.runtime.RequestContextPool;
import org.drivechange.impl.concurrent.ContextualCall;
import org.drivechange.impl.graph.SessionKey;
import org.drivechange.impl.position.PositionStore;

/**
 * Calls a store in the application's server context and a request context: its DataSource may be a bean of any scope, and a server
 * may require the context for a connection.
 */
public record ContextualPositionStore(PositionStore store, ContextualCall context, RequestContextPool requestContexts)
        implements PositionStore {

    @Override
    public Opened open(SessionKey key) throws Exception {
        return call(() -> store.open(key));
    }

    @Override
    public boolean save(SessionKey key, long epoch, String token) throws Exception {
        return call(() -> store.save(key, epoch, token));
    }

    @Override
    public void release(SessionKey key) {
        store.release(key);
    }

    private <T> T call(Callable<T> task) throws Exception {
        return context.call(() -> requestContexts.call(task));
    }
}
