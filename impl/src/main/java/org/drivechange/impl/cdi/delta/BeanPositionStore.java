// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi.delta;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.drivechange.impl.cdi.runtime.RequestContextPool;
import org.drivechange.impl.concurrent.ContextualCall;
import org.drivechange.impl.graph.SessionKey;
import org.drivechange.impl.position.PositionStore;
import org.drivechange.spi.DeltaTokenStore;

/** Positions in the application's {@link DeltaTokenStore} bean, called in its server context and a request context. */
public final class BeanPositionStore implements PositionStore {

    /** Length of a token that {@link DeltaTokenStore} promises not to exceed. */
    private static final int MAX_TOKEN_BYTES = 16 * 1024;

    /** Bounds the time in which other users open the position concurrently. */
    private static final int MAX_ATTEMPTS = 10;

    private final DeltaTokenStore store;
    private final String application;
    private final ContextualCall context;
    private final RequestContextPool requestContexts;

    /**
     * Creates a store.
     *
     * @param application value of {@code drivechange.application}, empty if it is not set
     */
    public BeanPositionStore(
            DeltaTokenStore store, String application, ContextualCall context, RequestContextPool requestContexts) {
        this.store = store;
        this.application = application;
        this.context = context;
        this.requestContexts = requestContexts;
    }

    /**
     * Opens a position with the stored epoch plus one. If another user has opened it meanwhile with a larger epoch, that one
     * plus one.
     */
    @Override
    public Opened open(SessionKey key) throws Exception {
        long stored = open(key, 0).epoch();
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            DeltaTokenStore.Opened opened = open(key, stored + 1);
            if (opened.epoch() == stored + 1) {
                return new Opened(opened.epoch(), Optional.ofNullable(opened.token()));
            }
            stored = opened.epoch();
        }
        throw new IllegalStateException("other users of the DeltaTokenStore have opened the position of " + key + " "
                + MAX_ATTEMPTS + " times meanwhile; expected a different drivechange.application for each application");
    }

    private DeltaTokenStore.Opened open(SessionKey key, long epoch) throws Exception {
        DeltaTokenStore.Opened opened = call(() -> store.open(application, key.target(), key.account(), epoch));
        if (opened == null) {
            throw new IllegalStateException("expected an epoch from open() of the DeltaTokenStore but found null");
        }
        if (opened.epoch() < epoch) {
            throw new IllegalStateException("expected an epoch of " + epoch
                    + " or more from open() of the DeltaTokenStore but found " + opened.epoch());
        }
        return opened;
    }

    @Override
    public boolean save(SessionKey key, long epoch, String token) throws Exception {
        int length = token.getBytes(StandardCharsets.UTF_8).length;
        if (length > MAX_TOKEN_BYTES) {
            throw new IllegalArgumentException("expected a position of " + MAX_TOKEN_BYTES
                    + " bytes at most for the DeltaTokenStore but found " + length);
        }
        return call(() -> store.save(application, key.target(), key.account(), epoch, token));
    }

    @Override
    public void release(SessionKey key) {
        // no action; the next user opens the position with a larger epoch
    }

    private <T> T call(Callable<T> task) throws Exception {
        return context.call(() -> requestContexts.call(task));
    }
}
