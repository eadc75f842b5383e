// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.oauth;

import java.util.regex.Pattern;
import org.drivechange.impl.diagnostics.ErrorMessages;
import org.drivechange.impl.http.TextHttpClient;

/**
 * Tells an identity platform's answer from that of whatever stands in front of it. msal4j forgets the status of what it cannot
 * read, and takes a success without a token for a sign-in that is missing.
 */
final class TokenResponseValidator {

    private static final int OK = 200;

    /** One word, as {@code AccessToken} wants it, with JSON's escapes but those of line breaks and the like. */
    private static final Pattern TOKEN =
            Pattern.compile("\"access_token\"\\s*:\\s*\"(?![^\"]*\\\\[bfnrt])[!-~&&[^\"]]+\"");

    private static final Pattern ERROR = Pattern.compile("\"error\"\\s*:\\s*\"");

    private TokenResponseValidator() {}

    /** A coding that was not asked for, and is not undone. */
    private static String coding(TextHttpClient.Answer answer) {
        return answer.headers().entrySet().stream()
                .filter(header -> "Content-Encoding".equalsIgnoreCase(header.getKey()))
                .map(header -> " with Content-Encoding "
                        + ErrorMessages.describe(header.getValue().get(0)))
                .findFirst()
                .orElse("");
    }

    static void check(String platform, TextHttpClient.Answer answer) throws MsalHttpClient.NoAnswer {
        boolean granted = answer.status() == OK;
        if (!(granted ? TOKEN : ERROR).matcher(answer.body()).find()) {
            String missing = granted ? "a usable access token" : "an error that an identity platform would send";
            throw new MsalHttpClient.NoAnswer(
                    platform + " answered HTTP " + answer.status() + coding(answer) + " without " + missing,
                    RetryAfterHeader.in(answer.headers()));
        }
    }
}
