// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.monitor;

import java.util.Optional;

/** Looks up beans of the application or its server. */
public interface BeanLookup {

    /** Returns the application's bean of a type. Empty if there is not exactly one. */
    <T> Optional<T> find(Class<T> type);
}
