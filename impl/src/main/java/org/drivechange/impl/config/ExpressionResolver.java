// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.config;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drivechange.impl.diagnostics.ErrorCode;

/** Replaces <code>${key}</code> and <code>${key:default}</code> in annotation values. Not nested. */
public final class ExpressionResolver {

    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{([^${}:]+)(?::([^${}]*))?}");

    private final DriveChangeConfig configuration;

    public ExpressionResolver(DriveChangeConfig configuration) {
        this.configuration = configuration;
    }

    /**
     * Replaces all expressions.
     *
     * @throws IllegalArgumentException if a value is missing, or an expression is unclosed or nested; the message
     *     starts with a code and names the expression
     */
    public String resolve(String text) {
        if (!text.contains("${")) {
            return text;
        }
        if (EXPRESSION.matcher(text).replaceAll("").contains("${")) {
            throw new IllegalArgumentException(ErrorCode.EXPRESSION_MALFORMED.message("\"" + text
                    + "\": expected ${key} or ${key:default} but found an expression that is not closed, is empty, or"
                    + " contains another."));
        }
        return EXPRESSION.matcher(text).replaceAll(expression -> Matcher.quoteReplacement(value(expression)));
    }

    private String value(MatchResult expression) {
        String key = expression.group(1);
        Optional<String> value = configuration.value(key).or(() -> Optional.ofNullable(expression.group(2)));
        return value.orElseThrow(() -> new IllegalArgumentException(ErrorCode.EXPRESSION_UNRESOLVED.message("the key "
                + key
                + " of " + expression.group() + " is not in the configuration; set it, or give a default: ${" + key
                + ":…}.")));
    }
}
