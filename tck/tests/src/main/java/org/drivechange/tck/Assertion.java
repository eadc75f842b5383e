// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;

/** Marks a test that verifies statements of {@code statements.txt}. */
@Test
@Documented
@Target(METHOD)
@Retention(RUNTIME)
public @interface Assertion {

    /** Returns the statements' ids, such as {@code discovery-01}. */
    String[] id();
}
