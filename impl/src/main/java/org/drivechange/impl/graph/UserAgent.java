// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.graph;

import java.util.Optional;

/**
 * The {@code User-Agent} header of requests to Graph.
 *
 * @param header value of the header, printable ASCII; empty for the default of the HTTP client
 * @see <a href="https://learn.microsoft.com/sharepoint/dev/general-development/how-to-avoid-getting-throttled-or-blocked-in-sharepoint-online">How
 *     to decorate traffic</a>
 */
public record UserAgent(Optional<String> header) {

    /** The default of the HTTP client. */
    public static final UserAgent DEFAULT = new UserAgent(Optional.empty());
}
