// SPDX-License-Identifier: Apache-2.0
/**
 * Codes, failures and text for operators. {@link org.drivechange.impl.diagnostics.ErrorCode} lists every code, {@link
 * org.drivechange.impl.diagnostics.SanitizedText} escapes and truncates text from outside, {@link
 * org.drivechange.impl.diagnostics.Redactor} removes credentials, and {@link org.drivechange.impl.diagnostics.RateLimitedLog}
 * limits log lines that a peer can trigger.
 */
package org.drivechange.impl.diagnostics;
