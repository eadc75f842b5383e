// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import org.eclipse.microprofile.config.ConfigProvider;

/** Objects injected into a test within its application. */
@ApplicationScoped
class TckTestBeans {

    @Produces
    SimulatorClient simulator() {
        return SimulatorClient.at(ConfigProvider.getConfig().getValue(SimulatorClient.KEY, String.class));
    }
}
