// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.extension.ExtendWith;

/** Marks a test class whose application Arquillian deploys. */
@ExtendWith(ArquillianExtension.class)
@Documented
@Target(TYPE)
@Retention(RUNTIME)
public @interface TckTest {}
