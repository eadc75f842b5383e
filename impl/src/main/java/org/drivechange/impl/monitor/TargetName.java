// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.monitor;

/**
 * A target as a tool shows it.
 *
 * @param template its form, such as <code>/drives/{driveId}/root</code>
 * @param target its path, null where targets are not to be told apart
 * @param account whose access token opens it, empty for the default account, null where targets are not to be told apart
 */
public record TargetName(String template, String target, String account) {}
