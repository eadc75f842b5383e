// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.transport;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.concurrent.Executor;

/**
 * Applies back pressure to a server that sends faster than its frames are handled. Undertow keeps reading, and its
 * callback queue is unbounded. After a number of reads, reading is suspended until the callbacks queued so far have
 * run.
 *
 * <p>Uses reflection, because Undertow's classes are not visible to every application on WildFly.
 */
final class UndertowFlowControl {

    /** Each read takes at most one Undertow buffer of 16 KB. */
    private static final int READS_IN_A_ROW = 16;

    private final Object channel;
    private final Object reader;
    private final Executor callbacks;
    private final Method suspend;
    private final Method resume;

    /** Accessed only on the connection's I/O thread. */
    private int reads;

    private UndertowFlowControl(Object channel, Object reader, Executor callbacks) throws NoSuchMethodException {
        this.channel = channel;
        this.reader = reader;
        this.callbacks = callbacks;
        this.suspend = channel.getClass().getMethod("suspendReceives");
        this.resume = channel.getClass().getMethod("resumeReceives");
    }

    /**
     * Installs flow control on an Undertow session. Called before its first frame is read.
     *
     * @throws ReflectiveOperationException if Undertow's version has another API
     */
    static void install(Object session) throws ReflectiveOperationException {
        Object channel = get(session, "getWebSocketChannel");
        Object setter = get(channel, "getReceiveSetter");
        UndertowFlowControl control =
                new UndertowFlowControl(channel, get(setter, "get"), (Executor) get(session, "getExecutor"));
        Method set = Arrays.stream(setter.getClass().getMethods())
                .filter(method -> method.getName().equals("set") && method.getParameterCount() == 1)
                .findFirst()
                .orElseThrow(() -> new NoSuchMethodException("set"));
        Class<?> listener = set.getParameterTypes()[0];
        set.invoke(
                setter,
                Proxy.newProxyInstance(
                        listener.getClassLoader(),
                        new Class<?>[] {listener},
                        (proxy, method, arguments) -> control.read(method, arguments)));
    }

    private static Object get(Object owner, String getter) throws ReflectiveOperationException {
        return owner.getClass().getMethod(getter).invoke(owner);
    }

    private Object read(Method method, Object[] arguments) throws Throwable {
        Object result;
        try {
            result = method.invoke(reader, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
        reads++;
        if (reads == READS_IN_A_ROW) {
            reads = 0;
            suspend.invoke(channel);
            callbacks.execute(this::resume);
        }
        return result;
    }

    private void resume() {
        try {
            resume.invoke(channel);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
