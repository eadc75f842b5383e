// SPDX-License-Identifier: Apache-2.0
/**
 * Codes, failures and text for operators. {@link org.drivechange.impl.diagnostics.ErrorCode} lists every code, {@link
 * org.drivechange.impl.diagnostics.SanitizedText} escapes and truncates text from outside, {@link
 * org.drivechange.impl.diagnostics.Redactor} removes credentials, and {@link org.drivechange.impl.diagnostics.RateLimitedLog}
 * bounds how often a peer can cause a log line.
 */
package org.drivechange.impl.diagnostics;
