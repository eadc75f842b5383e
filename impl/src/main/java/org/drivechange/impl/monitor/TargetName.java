// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.monitor;

/**
 * A target's name in monitoring data.
 *
 * @param template its form, such as <code>/drives/{driveId}/root</code>
 * @param target its path, null if targets are not distinguished
 * @param account account whose access token opens it, empty for the default account, null if targets are not distinguished
 */
public record TargetName(String template, String target, String account) {}
