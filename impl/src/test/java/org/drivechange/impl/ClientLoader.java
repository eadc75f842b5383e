// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl;

import jakarta.websocket.ContainerProvider;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.WebSocketContainer;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Collections;
import java.util.Enumeration;

/**
 * A class loader whose WebSocket client runs code before each connection. The code may throw or hang in place of the client. It
 * is the context class loader of the thread that made it until it is closed.
 */
public final class ClientLoader extends URLClassLoader {

    private static final String SERVICE = "META-INF/services/jakarta.websocket.ContainerProvider";

    private final ClassLoader before;
    private final WebSocketContainer client;

    /** Code that runs before a connection. */
    public interface Connecting {
        void to(URI uri) throws DeploymentException, IOException;
    }

    public ClientLoader(Connecting connecting) {
        super(
                new URL[] {ClientLoader.class.getResource("/client-loader/")},
                Thread.currentThread().getContextClassLoader());
        before = getParent();
        client = client(ContainerProvider.getWebSocketContainer(), connecting);
        Thread.currentThread().setContextClassLoader(this);
    }

    private static WebSocketContainer client(WebSocketContainer real, Connecting connecting) {
        return (WebSocketContainer) Proxy.newProxyInstance(
                ClientLoader.class.getClassLoader(),
                new Class<?>[] {WebSocketContainer.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("connectToServer")) {
                        connecting.to((URI) arguments[2]);
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }

    /** Hides the real client. */
    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        return name.equals(SERVICE)
                ? Collections.enumeration(Collections.list(findResources(name)))
                : super.getResources(name);
    }

    @Override
    public void close() throws IOException {
        Thread.currentThread().setContextClassLoader(before);
        super.close();
    }

    /** Gives the client of the context class loader, or of the next of its parents that has one. */
    public static final class Provider extends ContainerProvider {

        @Override
        protected WebSocketContainer getContainer() {
            ClassLoader loader = Thread.currentThread().getContextClassLoader();
            while (loader != null && !(loader instanceof ClientLoader)) {
                loader = loader.getParent();
            }
            return loader == null ? null : ((ClientLoader) loader).client;
        }
    }
}
