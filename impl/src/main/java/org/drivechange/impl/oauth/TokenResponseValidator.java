// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.oauth;

import java.util.regex.Pattern;
import org.drivechange.impl.diagnostics.ErrorMessages;
import org.drivechange.impl.http.TextHttpClient;

/**
 * Checks that a response comes from an identity platform, not from an intermediary. msal4j drops the status of
 * unreadable responses, and treats a success without a token as a missing sign-in.
 */
final class TokenResponseValidator {

    private static final int OK = 200;

    /**
     * One word, as required by {@code AccessToken}, with JSON escapes except those of line breaks and similar characters.
     */
    private static final Pattern TOKEN =
            Pattern.compile("\"access_token\"\\s*:\\s*\"(?![^\"]*\\\\[bfnrt])[!-~&&[^\"]]+\"");

    private static final Pattern ERROR = Pattern.compile("\"error\"\\s*:\\s*\"");

    private TokenResponseValidator() {}

    /** Describes an unrequested content coding, which is not decoded. */
    private static String coding(TextHttpClient.Response answer) {
        return answer.headers().entrySet().stream()
                .filter(header -> "Content-Encoding".equalsIgnoreCase(header.getKey()))
                .map(header -> " with Content-Encoding "
                        + ErrorMessages.describe(header.getValue().get(0)))
                .findFirst()
                .orElse("");
    }

    static void check(String platform, TextHttpClient.Response answer) throws MsalHttpClient.InvalidResponseException {
        boolean granted = answer.status() == OK;
        if (!(granted ? TOKEN : ERROR).matcher(answer.body()).find()) {
            String missing = granted ? "a usable access token" : "an OAuth 2.0 error";
            throw new MsalHttpClient.InvalidResponseException(
                    platform + " answered HTTP " + answer.status() + coding(answer) + " without " + missing,
                    RetryAfterHeader.in(answer.headers()));
        }
    }
}
