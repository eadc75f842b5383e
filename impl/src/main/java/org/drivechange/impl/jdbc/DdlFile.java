// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.jdbc;

import java.util.Locale;
import org.drivechange.impl.diagnostics.ErrorMessages;

/** Files in the jar that create the tables. */
enum DdlFile {
    POSTGRESQL("postgresql"),
    MYSQL("mysql"),
    MARIADB("mysql", "mariadb"),
    ORACLE("oracle"),
    SQLSERVER("sqlserver", "microsoft sql server"),
    DB2("db2"),
    H2("h2"),
    DERBY("derby", "apache derby");

    private static final String FOLDER = "META-INF/drivechange/ddl/";

    private final String file;
    private final String product;

    DdlFile(String file) {
        this(file, file);
    }

    DdlFile(String file, String product) {
        this.file = FOLDER + file + ".sql";
        this.product = product;
    }

    String file() {
        return file;
    }

    /**
     * Returns the file for a database, else the folder.
     *
     * @param product name that its driver returns, such as {@code DB2/LINUXX8664}; null if it has none
     */
    static String of(String product) {
        String name = product == null ? "" : product.toLowerCase(Locale.ROOT);
        for (DdlFile one : values()) {
            if (name.startsWith(one.product)) {
                return one.file;
            }
        }
        return "the file of " + FOLDER + " that is closest to " + ErrorMessages.describe(String.valueOf(product));
    }
}
