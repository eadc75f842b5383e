// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.microsoftgraph;

import com.microsoft.kiota.authentication.AccessTokenProvider;
import com.microsoft.kiota.authentication.AllowedHostsValidator;
import java.net.URI;
import java.util.Map;

/** Provides the same token to all requests. */
final class StaticToken implements AccessTokenProvider {

    private final AllowedHostsValidator hosts = new AllowedHostsValidator();

    @Override
    public String getAuthorizationToken(URI uri, Map<String, Object> context) {
        return "any";
    }

    @Override
    public AllowedHostsValidator getAllowedHostsValidator() {
        return hosts;
    }
}
