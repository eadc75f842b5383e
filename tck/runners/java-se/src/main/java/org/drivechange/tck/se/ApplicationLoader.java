// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.se;

import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;

/** The application's resources; its classes are those of this process, so that the tests share them. */
final class ApplicationLoader extends URLClassLoader {

    ApplicationLoader(Path classes, ClassLoader process) {
        super(new URL[] {url(classes)}, process);
    }

    private static URL url(Path classes) {
        try {
            return classes.toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
