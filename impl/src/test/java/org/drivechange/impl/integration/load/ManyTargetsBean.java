// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration.load;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.drivechange.DriveEvent;

/** Observer of many targets: of ten targets each, one is slow, one throws, and one blocks until the end. */
@ApplicationScoped
class ManyTargetsBean {

    private static final long SLOW = TimeUnit.MILLISECONDS.toNanos(20);

    private final Map<String, CountingObserver> observers = new ConcurrentHashMap<>();
    private final CountDownLatch end = new CountDownLatch(1);

    static List<String> targets(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> "/drives/" + i + "/root")
                .toList();
    }

    void onEvent(@Observes DriveEvent event) throws InterruptedException {
        String target = event.target().path();
        observer(target).onEvent(event);
        switch (target.charAt(target.length() - "/root".length() - 1)) {
            case '7' -> LockSupport.parkNanos(SLOW);
            case '8' -> throw new IllegalStateException("on purpose");
            case '9' -> end.await();
            default -> {
                // without delay
            }
        }
    }

    CountingObserver observer(String target) {
        return observers.computeIfAbsent(target, any -> new CountingObserver());
    }

    /** Releases the blocked calls. */
    void end() {
        end.countDown();
    }
}
