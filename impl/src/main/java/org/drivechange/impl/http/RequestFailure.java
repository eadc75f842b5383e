// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.http;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.drivechange.impl.diagnostics.NetworkFailure;
import org.drivechange.impl.diagnostics.Redactor;

/** Describes a failed request. */
final class RequestFailure {

    private RequestFailure() {}

    static String describe(IOException failure, URI uri, Optional<HttpProxy> proxy) {
        String host = proxy.map(HttpProxy::host).orElseGet(uri::getHost);
        String through = proxy.map(used -> uri.getAuthority() + " through the proxy " + used + ": ")
                .orElse("");
        return through + NetworkFailure.describe(failure, Redactor.none(), host, "Java's HTTP client");
    }
}
