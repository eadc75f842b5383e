// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi;

import java.time.InstantSource;
import org.drivechange.impl.http.ProxiedHttp;
import org.drivechange.impl.session.Tokens;

/** Makes an application's tokens, once there are threads to ask for them on. */
interface TokenSource {
    Tokens tokens(ProxiedHttp http, InstantSource clock);
}
