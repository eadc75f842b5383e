// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi.runtime;

import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Pool of request context controllers for application code. It holds as many controllers as are in use at once, not one
 * per target. Each is used by one thread at a time, because a shared one would leave its context active.
 */
public final class RequestContextPool {

    private final Instance<RequestContextController> controllers;
    private final Queue<RequestContextController> free = new ConcurrentLinkedQueue<>();

    /** Called on a thread of the application, because OpenWebBeans finds the application by the thread's class loader. */
    public RequestContextPool(BeanManager beans) {
        this.controllers = beans.createInstance().select(RequestContextController.class);
    }

    /** Calls a task in the active request context, or in a new one. */
    public <T> T call(Callable<T> task) throws Exception {
        RequestContextController controller = free.poll();
        if (controller == null) {
            controller = controllers.get();
        }
        try {
            return call(controller, task);
        } finally {
            free.add(controller);
        }
    }

    private static <T> T call(RequestContextController controller, Callable<T> task) throws Exception {
        boolean activated = controller.activate();
        try {
            return task.call();
        } finally {
            if (activated) {
                controller.deactivate();
            }
        }
    }
}
