// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.se;

import org.jboss.arquillian.container.spi.client.container.ContainerConfiguration;

/** Empty container configuration. */
public final class EmptyConfiguration implements ContainerConfiguration {

    @Override
    public void validate() {}
}
