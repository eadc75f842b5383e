// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi;

import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Request contexts for whoever delivers: as many controllers as there are observers running, not one for each target. Each is
 * used by one thread at a time, as a shared one would leave its context active.
 */
final class RequestContexts {

    private final Instance<RequestContextController> controllers;
    private final Queue<RequestContextController> free = new ConcurrentLinkedQueue<>();

    /** Called on a thread of the application, as OpenWebBeans finds that by the thread's class loader. */
    RequestContexts(BeanManager beans) {
        this.controllers = beans.createInstance().select(RequestContextController.class);
    }

    /** Runs a task in a request context of its own, or in the one that is active. */
    void run(Runnable task) {
        RequestContextController controller = free.poll();
        if (controller == null) {
            controller = controllers.get();
        }
        try {
            run(controller, task);
        } finally {
            free.add(controller);
        }
    }

    private static void run(RequestContextController controller, Runnable task) {
        boolean activated = controller.activate();
        try {
            task.run();
        } finally {
            if (activated) {
                controller.deactivate();
            }
        }
    }
}
