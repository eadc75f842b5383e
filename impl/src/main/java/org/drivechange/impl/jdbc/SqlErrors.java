// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.jdbc;

import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.util.regex.Pattern;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.diagnostics.ErrorMessages;
import org.drivechange.impl.position.PositionStoreException;

/** Describes failures of a database without its URL and credentials. */
final class SqlErrors {

    /** URL of JDBC and the rest of the message, as a URL may contain white space; drivers and pools put it into their messages. */
    private static final Pattern URL = Pattern.compile("jdbc:.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern CREDENTIAL = Pattern.compile(
            "\\b(\\w*(?:password|passwd|pwd|secret)\\w*)[\"']?\\s*[=:]\\s*(?:\"[^\"]*\"?|'[^']*'?|\\{[^}]*\\}?|[^\\s;]+)",
            Pattern.CASE_INSENSITIVE);

    private SqlErrors() {}

    static String describe(Throwable failure) {
        String text = ErrorMessages.describe(failure);
        String state = failure instanceof SQLException sql && sql.getSQLState() != null
                ? " (SQLState " + ErrorMessages.describe(sql.getSQLState()) + ")"
                : "";
        return CREDENTIAL.matcher(URL.matcher(text).replaceAll("jdbc:…")).replaceAll("$1=…") + state;
    }

    /** Returns a failure without the original exception, whose message may contain secrets. */
    static PositionStoreException failure(Throwable cause) {
        return new PositionStoreException(ErrorCode.POSITION_FAILED, describe(cause));
    }

    /**
     * Whether the database has refused a statement because of a table, a column or a privilege: class 42 of ISO/IEC 9075-2, or its
     * equivalent of SQL Server (S0).
     */
    static boolean refusesNames(SQLException failure) {
        String state = failure.getSQLState();
        return failure instanceof SQLSyntaxErrorException
                || (state != null && (state.startsWith("42") || state.startsWith("S0") || state.startsWith("3F")));
    }
}
