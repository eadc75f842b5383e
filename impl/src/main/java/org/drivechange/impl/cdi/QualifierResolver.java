// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi;

import java.util.Optional;
import org.drivechange.DriveChange;
import org.drivechange.DriveTarget;
import org.drivechange.impl.config.DriveChangeConfig;
import org.drivechange.impl.config.ExpressionResolver;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.graph.SessionKey;

/** What an annotation means, whatever it looks like. */
final class QualifierResolver {

    private final DeploymentProblems problems;
    private Optional<DriveChangeConfig> configuration = Optional.empty();

    QualifierResolver(DeploymentProblems problems) {
        this.problems = problems;
    }

    /**
     * Gets hold of the configuration while the container surely calls on the deploying thread: some process injection points
     * on threads of their own, where another configuration would be found.
     */
    void begin() {
        try {
            configuration = Optional.of(DriveChangeConfig.current());
        } catch (RuntimeException | LinkageError tooEarly) {
            configuration = Optional.empty();
        }
    }

    /** Nothing asks for the configuration any more. */
    void end() {
        configuration.ifPresent(DriveChangeConfig::release);
    }

    /** The application's configuration, empty where MicroProfile Config is missing, which is a problem. */
    Optional<DriveChangeConfig> configuration() {
        if (configuration.isEmpty()) {
            configuration = found();
        }
        return configuration;
    }

    /** The target and account of an annotation, empty where it has none that can be watched, which is a problem. */
    Optional<SessionKey> key(DriveChange annotation, String where) {
        return configuration().flatMap(found -> key(annotation, where, new ExpressionResolver(found)));
    }

    private Optional<SessionKey> key(DriveChange annotation, String where, ExpressionResolver expressions) {
        String target;
        String account;
        try {
            target = expressions.resolve(annotation.target());
            account = expressions.resolve(annotation.account());
        } catch (IllegalArgumentException unresolved) {
            problems.add(unresolved.getMessage() + " Found in " + place(annotation, where) + ".");
            return Optional.empty();
        }
        try {
            return Optional.of(new SessionKey(DriveTarget.parse(target), account));
        } catch (IllegalArgumentException unknown) {
            problems.add(ErrorCode.TARGET_INVALID, place(annotation, where) + ": " + unknown.getMessage());
            return Optional.empty();
        }
    }

    private static String place(DriveChange annotation, String where) {
        return SourceDescriptions.annotation(annotation) + " on " + where;
    }

    private Optional<DriveChangeConfig> found() {
        try {
            return Optional.of(DriveChangeConfig.current());
        } catch (RuntimeException | LinkageError missing) {
            problems.add(
                    ErrorCode.CONFIG_MISSING,
                    "MicroProfile Config has no implementation here; " + DependencyHint.config() + " (" + missing
                            + ").");
            return Optional.empty();
        }
    }
}
