// SPDX-License-Identifier: Apache-2.0
package org.drivechange;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.inject.Qualifier;
import java.io.Serial;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import java.util.Objects;

/**
 * Names the drive or list whose changes a bean method observes, and the account that may read it.
 *
 * <p>On a bean method it makes the method's one {@link DriveEvent} parameter the observed event. The other parameters
 * are injected:
 *
 * <pre>{@code
 * @DriveChange(target = "/me/drive/root")
 * void changed(DriveNotification notification, Inbox inbox) { … }
 * }</pre>
 *
 * <p>It is also a CDI qualifier. It can be used beside {@code @Observes} or {@code @ObservesAsync} on the parameter,
 * and on an injected {@code Event<…>} through which a test fires events.
 *
 * <p>On a type, on a method with a {@code @Disposes} parameter and on the default method of an interface it is a
 * deployment error. On a {@code @Produces} method it is an ordinary qualifier.
 */
@Qualifier
@Documented
@Retention(RUNTIME)
@Target({METHOD, PARAMETER, FIELD, TYPE})
public @interface DriveChange {

    /**
     * Returns the drive or list: any text that {@link DriveTarget#parse(String)} accepts, in which any number of
     * <code>${key}</code> and <code>${key:default}</code> are replaced from MicroProfile Config at deployment.
     *
     * @return the target as written in the source
     */
    String target();

    /**
     * Returns the account whose access token opens the target: the name of an account in the configuration
     * ({@code drivechange.account.<name>.token}), or one that the application's
     * {@link org.drivechange.spi.AccessTokenProvider} serves. May contain <code>${…}</code> like {@link #target()}.
     *
     * @return the account's name, {@code ""} for the default account
     */
    String account() default "";

    /** Annotation literal for programmatic lookup: {@code event.select(DriveChange.Literal.of("/me/drive/root"))}. */
    final class Literal extends AnnotationLiteral<DriveChange> implements DriveChange {

        @Serial
        private static final long serialVersionUID = 1L;

        /** Value of {@link DriveChange#target()}. */
        private final String target;

        /** Value of {@link DriveChange#account()}. */
        private final String account;

        private Literal(String target, String account) {
            this.target = Objects.requireNonNull(target, "target");
            this.account = Objects.requireNonNull(account, "account");
        }

        /**
         * Creates the annotation for a target of the default account.
         *
         * @param target the target, not null; use {@link DriveTarget#path()} for a value that matches the events fired
         * @return the annotation, never null
         */
        public static Literal of(String target) {
            return new Literal(target, "");
        }

        /**
         * Creates the annotation for a target and an account.
         *
         * @param target the target, not null; use {@link DriveTarget#path()} for a value that matches the events fired
         * @param account the account's name, {@code ""} for the default account, not null
         * @return the annotation, never null
         */
        public static Literal of(String target, String account) {
            return new Literal(target, account);
        }

        @Override
        public String target() {
            return target;
        }

        @Override
        public String account() {
            return account;
        }
    }
}
