// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.concurrent;

import java.time.Duration;
import java.util.concurrent.Executor;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * Looks up the application's context in the server: {@code java:comp}, security, transactions. Uses JNDI and reflection, as
 * Jakarta Concurrency is optional.
 */
public final class ContextServiceLookup {

    private static final String CONTEXT_SERVICE = "java:comp/DefaultContextService";

    private ContextServiceLookup() {}

    /**
     * Captures the context of the calling thread, which must be the application's: later, and on other threads, the look-up
     * fails.
     *
     * @return executor that runs a task at once, on the calling thread, in that context; without a context if there is none
     */
    @SuppressWarnings("BanJNDI") // the name is a constant
    public static Executor capture() {
        try {
            Object service = new InitialContext().lookup(CONTEXT_SERVICE);
            Object executor = currentContextExecutor(service);
            return executor instanceof Executor context
                    ? new RetryingContextExecutor(context, Duration.ofMinutes(1), Duration.ofMillis(50))
                    : Runnable::run;
        } catch (NamingException | ReflectiveOperationException | RuntimeException | LinkageError e) {
            return Runnable::run;
        }
    }

    /** Calls the method through the interface, as the server's class need not be public. */
    private static Object currentContextExecutor(Object service) throws ReflectiveOperationException {
        ClassLoader loader = service.getClass().getClassLoader();
        return Class.forName("jakarta.enterprise.concurrent.ContextService", false, loader)
                .getMethod("currentContextExecutor")
                .invoke(service);
    }
}
