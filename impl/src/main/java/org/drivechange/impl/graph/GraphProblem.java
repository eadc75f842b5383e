// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.graph;

/** Everything that can go wrong until Graph has given an endpoint. Codes are never reused. */
public enum GraphProblem {
    NO_TOKEN("DRC2001", "there is no access token"),
    TOKEN_LATE("DRC2002", "the access token did not come in time"),
    UNREACHABLE("DRC2003", "Graph cannot be reached"),
    ANSWER_LATE("DRC2004", "Graph did not answer in time"),
    UNREADABLE("DRC2005", "Graph's answer cannot be read"),
    EXPIRED("DRC2006", "Graph gave a subscription that has expired already"),
    BAD_URL("DRC2007", "Graph gave a notificationUrl that cannot be used"),
    HOST_NOT_ALLOWED("DRC2008", "Graph gave a notificationUrl whose host is not in drivechange.notification-hosts"),
    INSECURE_URL(
            "DRC2009",
            "Graph gave an unencrypted notificationUrl to another machine; drivechange.allow-insecure=true would let it pass"),
    SIGN_IN_NEEDED("DRC2010", "somebody has to sign in"),
    APPLICATION_REFUSED("DRC2011", "the identity platform refuses the application"),
    IDENTITY_FAILED("DRC2012", "the identity platform gives no access token now"),
    CACHE_UNUSABLE("DRC2013", "the file that keeps the sign-in cannot be used"),
    EXPIRATION_UNUSABLE("DRC2020", "Graph gave an expirationDateTime that cannot be used"),
    LIBRARY_UNUSABLE(
            "DRC2021", "a library of this deployment is missing or has another version than DriveChange needs"),
    SIGN_IN_NOT_KEPT("DRC2022", "the file that keeps the sign-in cannot be written"),
    PROXY_SCHEME_UNKNOWN("DRC2023", "the proxy on the way to Graph offers no authentication that DriveChange knows"),
    REDIRECTED("DRC2300", "Graph sent a redirection, which is never followed with a token"),
    BAD_REQUEST("DRC2400", "Graph refused the request"),
    UNAUTHORIZED("DRC2401", "Graph refused the access token"),
    FORBIDDEN("DRC2403", "Graph says that the account may not read this target"),
    NOT_FOUND("DRC2404", "Graph does not know this target"),
    NOT_SUPPORTED("DRC2405", "Graph does not offer notifications for this target now"),
    PROXY_PASSWORD_MISSING("DRC2407", "the proxy on the way to Graph wants a password"),
    PROXY_PASSWORD_REFUSED("DRC2408", "the proxy on the way to Graph refuses the user name or the password"),
    THROTTLED("DRC2429", "Graph asks to slow down"),
    SERVER_ERROR("DRC2500", "Graph failed"),
    UNEXPECTED("DRC2999", "Graph answered with an unexpected status");

    private final String code;
    private final String text;

    GraphProblem(String code, String text) {
        this.code = code;
        this.text = text;
    }

    /** The stable code, such as {@code DRC2401}. */
    public String code() {
        return code;
    }

    /** What happened, as half a sentence. */
    public String text() {
        return text;
    }
}
