// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi.runtime;

import java.util.Set;
import org.drivechange.impl.cdi.observer.ObserverFailureListener;

/**
 * Properties of the application's observers that delivery depends on.
 *
 * @param asynchronous whether any observer is asynchronous
 * @param modules class loaders of the observer beans; in an EAR, those of its modules
 * @param failures receives the failures of the observers
 */
public record DiscoveredObservers(boolean asynchronous, Set<ClassLoader> modules, ObserverFailureListener failures) {}
