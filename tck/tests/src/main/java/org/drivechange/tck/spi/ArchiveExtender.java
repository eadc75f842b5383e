// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.spi;

import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * Makes the TCK's applications fit the implementation and the server under test. It is found by
 * {@link java.util.ServiceLoader} where the tests run, not on the server.
 */
public interface ArchiveExtender {

    /**
     * Adds what a user adds who deploys a WAR: the implementation's jars, and what else this server asks for.
     *
     * @param application an application before it is deployed, never null
     */
    void extend(WebArchive application);

    /**
     * Adds what a user adds who deploys an EAR, whose WARs are not extended one by one.
     *
     * @param application an application before it is deployed, never null
     */
    default void extend(EnterpriseArchive application) {}
}
