// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.items;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.drivechange.DriveTarget;
import org.drivechange.spi.DeltaTokenStore;

/** Store of positions that ends with its application. */
@ApplicationScoped
public class MemoryTokenStore implements DeltaTokenStore {

    private final Map<String, Opened> positions = new ConcurrentHashMap<>();
    private final List<String> failures = new CopyOnWriteArrayList<>();

    @Inject
    Request request;

    @RequestScoped
    static class Request {
        boolean isActive() {
            return true;
        }
    }

    @Override
    public Opened open(String application, DriveTarget target, String account, long epoch) {
        checkContext();
        return positions.merge(
                target.path() + account,
                new Opened(epoch, null),
                (stored, opened) -> new Opened(Math.max(stored.epoch(), epoch), stored.token()));
    }

    @Override
    public boolean save(String application, DriveTarget target, String account, long epoch, String token) {
        checkContext();
        Opened saved = positions.computeIfPresent(
                target.path() + account, (key, stored) -> stored.epoch() > epoch ? stored : new Opened(epoch, token));
        return saved != null && saved.epoch() == epoch;
    }

    private void checkContext() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try {
            if (loader.loadClass(MemoryTokenStore.class.getName()) != MemoryTokenStore.class || !request.isActive()) {
                failures.add("another class loader: " + loader);
            }
        } catch (ClassNotFoundException | RuntimeException e) {
            failures.add(e.toString());
        }
    }

    /** Whether a target's position was saved. */
    boolean hasToken(String target) {
        Opened opened = positions.get(target);
        return opened != null && opened.token() != null;
    }

    /** Calls with a wrong class loader or without a request context. */
    List<String> failures() {
        return failures;
    }
}
