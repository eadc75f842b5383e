// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.se;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/**
 * Class loader of an application's resources. Classes are those of this process, shared with the tests. For an
 * application without libraries, and therefore without the implementation, the implementation's services are hidden.
 */
final class ApplicationClassLoader extends URLClassLoader {

    private final boolean withLibraries;

    ApplicationClassLoader(Path classes, boolean withLibraries, ClassLoader process) {
        super(new URL[] {url(classes)}, process);
        this.withLibraries = withLibraries;
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        List<URL> all = Collections.list(super.getResources(name));
        if (!withLibraries && name.startsWith("META-INF/services/")) {
            all.removeIf(url -> url.getPath().matches(".*/drivechange-[^/]*jar!/.*|.*/impl/target/.*"));
        }
        return Collections.enumeration(all);
    }

    private static URL url(Path classes) {
        try {
            return classes.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }
}
