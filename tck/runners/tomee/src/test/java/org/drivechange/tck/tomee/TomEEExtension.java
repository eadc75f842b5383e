// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.tomee;

import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.core.spi.LoadableExtension;

/** Arquillian extension that registers the container. */
public final class TomEEExtension implements LoadableExtension {

    @Override
    public void register(ExtensionBuilder builder) {
        builder.service(DeployableContainer.class, TomEEContainer.class);
    }
}
