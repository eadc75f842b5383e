// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.event.NotificationOptions;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.reflect.Proxy;
import java.util.function.Supplier;
import org.drivechange.DriveNotification;
import org.drivechange.DriveTarget;
import org.drivechange.impl.graph.SessionKey;
import org.junit.jupiter.api.Test;

class CdiEventDispatcherTest {

    private static final DriveTarget ME = DriveTarget.parse("/me/drive/root");

    private final Instance<?> found = fake(Instance.class, () -> this.found);

    private final BeanManager ended = fake(BeanManager.class, () -> {
        throw new IllegalStateException("the container has ended");
    });

    /** Returns a proxy whose methods all return the same answer. */
    private static <T> T fake(Class<T> type, Supplier<Object> answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> answer.get()));
    }

    @Test
    void dispatcher_completes_delivery_after_the_container_ended() {
        CdiEventDispatcher sink = new CdiEventDispatcher(
                ended,
                new SessionKey(ME, ""),
                new RequestContextPool(fake(BeanManager.class, () -> found)),
                false,
                NotificationOptions.ofExecutor(Runnable::run),
                (event, observer, failure) -> {});
        assertThat(sink.fire(DriveNotification.change(ME).build())).isCompleted();
    }
}
