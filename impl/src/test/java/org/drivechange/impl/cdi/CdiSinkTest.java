// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.event.NotificationOptions;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.reflect.Proxy;
import org.drivechange.DriveNotification;
import org.drivechange.DriveTarget;
import org.drivechange.impl.session.SessionKey;
import org.junit.jupiter.api.Test;

class CdiSinkTest {

    private static final DriveTarget ME = DriveTarget.parse("/me/drive/root");

    private final BeanManager ended = (BeanManager) Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {BeanManager.class}, (self, method, arguments) -> {
                throw new IllegalStateException("the container has ended");
            });

    @Test
    void a_container_that_has_ended_does_not_keep_the_delivery_from_going_on() {
        CdiSink sink = new CdiSink(
                ended,
                new SessionKey(ME, ""),
                new RequestContexts(ended),
                false,
                NotificationOptions.ofExecutor(Runnable::run));
        assertThat(sink.fire(DriveNotification.change(ME).build())).isCompleted();
    }
}
