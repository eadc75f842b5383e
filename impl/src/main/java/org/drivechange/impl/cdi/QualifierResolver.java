// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi;

import java.util.Optional;
import org.drivechange.DriveChange;
import org.drivechange.DriveTarget;
import org.drivechange.impl.config.DriveChangeConfig;
import org.drivechange.impl.config.ExpressionResolver;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.graph.SessionKey;

/** Resolves expressions in a qualifier and normalizes its target. */
final class QualifierResolver {

    private final DeploymentProblems problems;
    private Optional<DriveChangeConfig> configuration = Optional.empty();

    QualifierResolver(DeploymentProblems problems) {
        this.problems = problems;
    }

    /**
     * Captures the configuration while the container calls on the deploying thread. Some containers process injection
     * points on their own threads, which would find another configuration.
     */
    void begin() {
        try {
            configuration = Optional.of(DriveChangeConfig.current());
        } catch (RuntimeException | LinkageError e) {
            configuration = Optional.empty();
        }
    }

    /** Releases the configuration. */
    void end() {
        configuration.ifPresent(DriveChangeConfig::release);
    }

    /** Returns the application's configuration. Empty if MicroProfile Config is missing, which is reported. */
    Optional<DriveChangeConfig> configuration() {
        if (configuration.isEmpty()) {
            configuration = found();
        }
        return configuration;
    }

    /** Returns the target and account of an annotation. Empty if they are invalid, which is reported. */
    Optional<SessionKey> key(DriveChange annotation, String where) {
        return configuration().flatMap(found -> key(annotation, where, new ExpressionResolver(found)));
    }

    private Optional<SessionKey> key(DriveChange annotation, String where, ExpressionResolver expressions) {
        String target;
        String account;
        try {
            target = expressions.resolve(annotation.target());
            account = expressions.resolve(annotation.account());
        } catch (IllegalArgumentException e) {
            problems.add(e.getMessage() + " Found in " + place(annotation, where) + ".");
            return Optional.empty();
        }
        try {
            return Optional.of(new SessionKey(DriveTarget.parse(target), account));
        } catch (IllegalArgumentException e) {
            problems.add(ErrorCode.TARGET_INVALID, place(annotation, where) + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    private static String place(DriveChange annotation, String where) {
        return SourceDescriptions.annotation(annotation) + " on " + where;
    }

    private Optional<DriveChangeConfig> found() {
        try {
            return Optional.of(DriveChangeConfig.current());
        } catch (RuntimeException | LinkageError e) {
            problems.add(
                    ErrorCode.CONFIG_MISSING,
                    "No MicroProfile Config implementation found; " + DependencyHint.config() + " (" + e + ").");
            return Optional.empty();
        }
    }
}
