// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi;

import org.drivechange.impl.config.Configuration;

/**
 * Which accounts there are.
 *
 * @param provider whether the application brings tokens itself, which makes every account one
 */
record Accounts(Configuration configuration, boolean provider) {

    boolean known(String account) {
        return provider || configuration.token(account).isPresent();
    }
}
