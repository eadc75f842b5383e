// SPDX-License-Identifier: Apache-2.0
package org.drivechange.interop.server;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Marks tests that need the real servers. Without Node.js they are skipped, with a message on the console; with the
 * system property {@code drivechange.interop.required} they fail instead.
 */
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NodeCondition.class)
public @interface RequiresNode {}
