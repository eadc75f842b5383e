// SPDX-License-Identifier: Apache-2.0
package org.drivechange.interop.server;

import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Condition of {@link RequiresNode}. */
public final class NodeCondition implements ExecutionCondition {

    private static final String REQUIRED = "drivechange.interop.required";

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Optional<String> problem = Node.problem();
        if (problem.isEmpty()) {
            return ConditionEvaluationResult.enabled("the real Socket.IO servers can be run");
        }
        if (Boolean.getBoolean(REQUIRED)) {
            throw new IllegalStateException(problem.get() + " (and " + REQUIRED + " is set)");
        }
        if (context.getParent().equals(Optional.of(context.getRoot()))) {
            System.out.println("SKIPPED " + context.getDisplayName() + ", not run against the real Socket.IO servers: "
                    + problem.get());
        }
        return ConditionEvaluationResult.disabled(problem.get());
    }
}
