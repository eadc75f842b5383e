// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.drivechange.impl.cdi.DriveChangeExtension;

/** Context class loader that reloads DriveChange's own classes and hides certain others, until closed. */
final class FilteringClassLoader extends URLClassLoader {

    private static final String OURS = "org.drivechange.impl.";

    private final Thread thread = Thread.currentThread();
    private final ClassLoader before = thread.getContextClassLoader();
    private final String hidden;
    private final List<String> loaded = new CopyOnWriteArrayList<>();

    /** Hides classes whose name starts with this prefix. */
    FilteringClassLoader(String hidden) {
        super(
                new URL[] {
                    DriveChangeExtension.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                },
                Thread.currentThread().getContextClassLoader());
        this.hidden = hidden;
        thread.setContextClassLoader(this);
    }

    /** Returns DriveChange's classes loaded so far. */
    List<String> loaded() {
        return List.copyOf(loaded);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (name.startsWith(hidden)) {
            throw new ClassNotFoundException(name);
        }
        // the tests' own beans are loaded by the parent
        return name.startsWith(OURS) && findResource(name.replace('.', '/') + ".class") != null
                ? own(name)
                : super.loadClass(name, resolve);
    }

    private Class<?> own(String name) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            if (known != null) {
                return known;
            }
            loaded.add(name);
            return findClass(name);
        }
    }

    @Override
    public void close() throws IOException {
        thread.setContextClassLoader(before);
        super.close();
    }
}
