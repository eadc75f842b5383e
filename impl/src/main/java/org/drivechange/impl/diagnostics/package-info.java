// SPDX-License-Identifier: Apache-2.0
/**
 * Messages for operators, also of texts that came from outside: {@link org.drivechange.impl.diagnostics.SanitizedText} escapes
 * and truncates, {@link org.drivechange.impl.diagnostics.Redactor} removes credentials, {@link
 * org.drivechange.impl.diagnostics.RateLimitedLog} bounds how often a peer can cause a log line.
 */
package org.drivechange.impl.diagnostics;
