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
 * Marks tests whose result depends on the implementation and not on the server. One server runs them; runs on further
 * servers may exclude the tag {@code server-independent}.
 */
@Tag("server-independent")
@Documented
@Target({TYPE, METHOD})
@Retention(RUNTIME)
public @interface ServerIndependent {}
