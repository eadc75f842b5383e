// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import org.eclipse.microprofile.config.ConfigProvider;

/** Objects injected into a test within its application. */
@ApplicationScoped
class Tools {

    @Produces
    Simulator simulator() {
        return Simulator.at(ConfigProvider.getConfig().getValue(Simulator.KEY, String.class));
    }
}
