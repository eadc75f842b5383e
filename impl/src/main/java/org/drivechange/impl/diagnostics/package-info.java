// SPDX-License-Identifier: Apache-2.0
/**
 * Messages for operators, also of texts that came from outside: {@link org.drivechange.impl.diagnostics.VisibleText} escapes
 * and truncates, {@link org.drivechange.impl.diagnostics.Redactor} removes credentials.
 */
package org.drivechange.impl.diagnostics;
