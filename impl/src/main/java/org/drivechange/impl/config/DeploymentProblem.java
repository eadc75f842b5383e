// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.config;

/** Everything that makes a deployment fail, or is told during one. Codes are never reused. */
public enum DeploymentProblem {
    NO_CONFIG("DRC1001"),
    WRONG_VALUE("DRC1002"),
    UNKNOWN_TARGET("DRC1003"),
    MISSING_VALUE("DRC1004"),
    MALFORMED_EXPRESSION("DRC1005"),
    NO_TOKEN("DRC1006"),
    TWO_TOKEN_PROVIDERS("DRC1007"),
    WRONG_PARAMETERS("DRC1008"),
    CONTRADICTION("DRC1009"),
    MISPLACED("DRC1010"),
    NO_WEBSOCKET("DRC1011"),
    UNKNOWN_KEY("DRC1012"),
    NO_MSAL("DRC1013"),
    NO_TELEMETRY("DRC1014"),
    NO_JACKSON("DRC1020"),
    NO_EFFECT("DRC1021"),
    OVERRULED("DRC1022"),
    UNSCOPED_PROVIDER("DRC1023"),
    LIBRARY_UNUSABLE("DRC1030");

    private final String code;

    DeploymentProblem(String code) {
        this.code = code;
    }

    /** The stable code, such as {@code DRC1003}. */
    public String code() {
        return code;
    }

    /** A line for the deployment's error. */
    public String says(String message) {
        return code + " " + message;
    }
}
