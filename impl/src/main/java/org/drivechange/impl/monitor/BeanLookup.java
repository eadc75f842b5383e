// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.monitor;

import java.util.Optional;

/** Finds what the application, or its server, has for a tool. */
public interface BeanLookup {

    /** The application's one bean of a type. */
    <T> Optional<T> find(Class<T> type);
}
