// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.drivechange.impl.cdi.DriveChangeExtension;

/** While it is open, DriveChange's own classes are loaded anew by one who does not find certain others. */
final class FilteringClassLoader extends URLClassLoader {

    private static final String OURS = "org.drivechange.impl.";

    private final Thread thread = Thread.currentThread();
    private final ClassLoader before = thread.getContextClassLoader();
    private final String hidden;
    private final List<String> loaded = new CopyOnWriteArrayList<>();

    /** Hides what starts with these characters. */
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

    /** The classes of ours that were loaded so far. */
    List<String> loaded() {
        return List.copyOf(loaded);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (name.startsWith(hidden)) {
            throw new ClassNotFoundException(name);
        }
        // the tests' own beans are the process's
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
