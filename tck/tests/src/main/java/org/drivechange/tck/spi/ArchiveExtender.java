// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.spi;

import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * Adapts the TCK's applications to the implementation and the server under test. Loaded by
 * {@link java.util.ServiceLoader} in the test process, not on the server.
 */
public interface ArchiveExtender {

    /**
     * Adds the files that a user adds to a WAR: the implementation's jars, and others required by the server.
     *
     * @param application an application before it is deployed, never null
     */
    void extend(WebArchive application);

    /**
     * Adds the files that a user adds to an EAR; its WARs are not extended individually.
     *
     * @param application an application before it is deployed, never null
     */
    default void extend(EnterpriseArchive application) {}
}
