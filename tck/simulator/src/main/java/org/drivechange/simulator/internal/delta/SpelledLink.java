// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.delta;

/**
 * Link that must be requested exactly as it was issued.
 *
 * @param target the drive's target
 * @param path the path of the plain link, percent-encoded
 * @param query the query of the plain link without the token, percent-encoded
 */
record SpelledLink(String target, String path, String query, String token) {}
