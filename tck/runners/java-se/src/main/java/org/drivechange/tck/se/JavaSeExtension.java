// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.se;

import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.core.spi.LoadableExtension;

/** Arquillian extension that registers the container. */
public final class JavaSeExtension implements LoadableExtension {

    @Override
    public void register(ExtensionBuilder builder) {
        builder.service(DeployableContainer.class, JavaSeContainer.class);
    }
}
