// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * Marks tests that need a server: several applications, class loaders, JNDI. Runs on Java SE exclude the tag
 * {@code server}.
 */
@Tag("server")
@Documented
@Target({TYPE, METHOD})
@Retention(RUNTIME)
public @interface RequiresServer {}
