// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.diagnostics;

/**
 * Codes of all messages. {@code DRC1…} concerns the deployment, {@code DRC2…} Graph and sign-in, {@code DRC3…} the session,
 * {@code DRC4…} delivery, {@code DRC5…} item changes. A code is never reused.
 *
 * <p>{@code impl/docs/error-codes.md} is generated from this enum by {@code ReferenceTest}.
 */
public enum ErrorCode {
    CONFIG_MISSING(
            1001,
            "MicroProfile Config has no implementation",
            "enable the server's (Open Liberty: `mpConfig-3.1`), or add `io.smallrye.config:smallrye-config`"),
    VALUE_INVALID(1002, "a key has an invalid value", "the message names the expected values"),
    TARGET_INVALID(1003, "a target has none of the five forms", "see the README's table of targets"),
    EXPRESSION_UNRESOLVED(
            1004, "a `${key}` of an annotation is not configured", "configure it, or write `${key:default}`"),
    EXPRESSION_MALFORMED(1005, "a `${…}` of an annotation is malformed", "expressions cannot be nested"),
    ACCOUNT_WITHOUT_TOKEN(
            1006,
            "an account has no access token",
            "the message lists the configured accounts; correct the name, set its key, add an `AccessTokenProvider` bean with a"
                    + " scope, or set `drivechange.enabled=false`"),
    PROVIDER_AMBIGUOUS(1007, "there are several `AccessTokenProvider` beans", "keep one"),
    OBSERVER_PARAMETERS_INVALID(
            1008,
            "a method has no `DriveEvent` parameter, or several",
            "declare exactly one; all other parameters are injected"),
    ANNOTATIONS_CONTRADICT(1009, "method and parameter have different annotations", "keep one"),
    ANNOTATION_MISPLACED(1010, "the annotation has no effect where it is", "put it on a method of a bean class"),
    WEBSOCKET_CLIENT_MISSING(
            1011,
            "the WebSocket client is missing",
            "enable the server's (Open Liberty: `websocket-2.1`), or add `tyrus-standalone-client`"),
    KEY_UNKNOWN(1012, "the configuration has an unknown key", "correct its spelling; the message suggests a key"),
    MSAL_MISSING(
            1013,
            "an account signs in, and msal4j is missing",
            "add `com.microsoft.azure:msal4j`, or remove `drivechange.oauth.client-id`"),
    OPENTELEMETRY_UNUSABLE(
            1014,
            "the application's OpenTelemetry API is not supported",
            "use MicroProfile Telemetry 2.0 or newer, as 1.x has no metrics; the log shows the exception"),
    JACKSON_UNUSABLE(
            1020,
            "jackson-core is missing, or older than 2.17",
            "the message names the version that was found; remove it, or put DriveChange's before it"),
    KEY_WITHOUT_EFFECT(
            1021, "a misspelt key would leave a restriction out of force", "correct the spelling of the key"),
    KEY_OVERRULED(
            1022,
            "a key has no effect because of other keys",
            "the message names them; remove it, or add what is missing"),
    PROVIDER_WITHOUT_SCOPE(
            1023,
            "a class implements `AccessTokenProvider` and is not a bean",
            "add a scope, such as `@ApplicationScoped`; only packages of observers are searched, and none on WildFly"),
    IMPLEMENTATION_MISSING(
            1024, "`drivechange-api` is present without an implementation", "add `org.drivechange:drivechange`"),
    LIBRARY_INCOMPLETE(
            1030,
            "msal4j or one of its dependencies is incomplete or too old",
            "update it, or remove the older one of the application or the server; the message names the missing class"),
    DIRECTORY_UNUSABLE(
            1031,
            "the directory of the positions cannot be used",
            "let the application write `drivechange.delta.directory`, or add a `DeltaTokenStore` bean"),
    STORE_AMBIGUOUS(1032, "there are several `DeltaTokenStore` beans", "keep one"),

    TOKEN_UNAVAILABLE(2001, "there is no access token", "check the `AccessTokenProvider`"),
    TOKEN_TIMEOUT(2002, "the access token was not obtained in time", "check the `AccessTokenProvider`"),
    GRAPH_UNREACHABLE(
            2003,
            "Graph cannot be reached",
            "check network, proxy and certificate ([network](network.md)); of a host with several addresses Java tries the first"
                    + " only, and `-Djava.net.preferIPv6Addresses=true`, `false` or `system` changes their order"),
    GRAPH_TIMEOUT(2004, "Graph did not answer in time", "as `DRC2003`; `drivechange.connect-timeout`"),
    GRAPH_RESPONSE_UNREADABLE(
            2005,
            "the answer of Graph cannot be parsed",
            "check for an intermediary that sends its own pages, or compresses answers unasked"),
    SUBSCRIPTION_ALREADY_EXPIRED(
            2006, "Graph returned a subscription that has already expired", "nothing: DriveChange retries"),
    NOTIFICATION_URL_MALFORMED(2007, "Graph returned an unusable notificationUrl", "`drivechange.notification-url`"),
    NOTIFICATION_HOST_NOT_ALLOWED(
            2008,
            "Graph returned a notificationUrl whose host is not in drivechange.notification-hosts",
            "add the host, if it is Microsoft's"),
    NOTIFICATION_URL_INSECURE(
            2009,
            "Graph returned an unencrypted notificationUrl to another machine; drivechange.allow-insecure=true would allow it",
            "`drivechange.allow-insecure`, for tests only"),
    SIGN_IN_REQUIRED(2010, "a user must sign in", "run the command in the message; the sessions resume within seconds"),
    APPLICATION_REFUSED(
            2011,
            "the identity platform refuses the application",
            "check client id, secret, authority, scopes and *Allow public client flows*; DriveChange retries at the longest delay"),
    IDENTITY_PLATFORM_FAILED(
            2012,
            "the identity platform currently issues no access token",
            "nothing: DriveChange retries; if it lasts, check network and proxy"),
    TOKEN_CACHE_UNUSABLE(
            2013,
            "the file that keeps the sign-in cannot be used",
            "its owner must be the user of the server process, its mode 600; else sign in again"),
    PROVIDER_HANGS(
            2014,
            "an account's `AccessTokenProvider`, or its sign-in, does not return",
            "the provider must return or throw when its thread is interrupted; other accounts are not affected"),
    PROVIDER_REJECTED_FAILED(
            2015,
            "`rejected()` of the `AccessTokenProvider` failed",
            "check the `AccessTokenProvider`; DriveChange requests a fresh token nevertheless"),
    TOKEN_CALLS_EXHAUSTED(
            2016,
            "256 calls for access tokens are running at once",
            "all accounts wait until one returns; providers must return or throw when their thread is interrupted"),
    EXPIRATION_INVALID(
            2020,
            "Graph returned an unusable expirationDateTime",
            "nothing: the subscription counts as valid for an hour"),
    LIBRARY_UNUSABLE(
            2021,
            "a library of this deployment is missing or has another version than DriveChange needs",
            "as `DRC1020` and `DRC1030`; a restart is needed"),
    TOKEN_CACHE_READ_ONLY(
            2022,
            "the file that keeps the sign-in cannot be written",
            "let the application write the folder of the file"),
    PROXY_SCHEME_UNSUPPORTED(
            2023, "the proxy on the way to Graph offers no supported authentication", "see [network](network.md)"),
    GRAPH_REDIRECTED(
            2300, "Graph sent a redirection, which is never followed with a token", "correct `drivechange.graph.url`"),
    GRAPH_BAD_REQUEST(
            2400,
            "Graph refused the request",
            "use `/drives/{driveId}/root` rather than `/me/drive/root`; DriveChange retries slowly"),
    GRAPH_UNAUTHORIZED(
            2401,
            "Graph refused the access token",
            "it has expired, is for something else, or lacks claims (`insufficient_claims`), which a sign-in requests"
                    + " automatically"),
    GRAPH_FORBIDDEN(
            2403,
            "Graph denies the account access to this target",
            "check the permissions; DriveChange retries at the longest delay"),
    GRAPH_NOT_FOUND(
            2404,
            "Graph found no such target",
            "check the URL in the message: ids, and the version in `drivechange.graph.url`; DriveChange retries at the longest"
                    + " delay"),
    GRAPH_NOT_SUPPORTED(2405, "Graph does not offer notifications for this target now", "as `DRC2400`"),
    PROXY_PASSWORD_MISSING(2407, "the proxy on the way to Graph requires a password", "see [network](network.md)"),
    PROXY_PASSWORD_REFUSED(
            2408,
            "the proxy on the way to Graph refuses the user name or the password",
            "correct them; DriveChange retries at the longest delay, so that no account is locked"),
    DELTA_RESET(
            2410,
            "Graph no longer accepts the position",
            "nothing: DriveChange fires a `DriveReset` and reads all items again"),
    GRAPH_THROTTLED(2429, "Graph throttles the account", "nothing: all targets of the account wait"),
    GRAPH_SERVER_ERROR(2500, "Graph failed", "nothing: DriveChange retries"),
    GRAPH_STATUS_UNEXPECTED(2999, "Graph answered with an unexpected status", "nothing: DriveChange retries"),

    WEBSOCKET_NOT_OPENED(
            3001,
            "the WebSocket could not be opened",
            "check network, certificate and proxy ([network](network.md)); of several addresses only the first is tried, as for"
                    + " `DRC2003`"),
    WEBSOCKET_OPEN_TIMEOUT(
            3002,
            "the WebSocket did not open in time",
            "as `DRC3001`; Tyrus waits until the timeout when a proxy refuses the password"),
    HANDSHAKE_TIMEOUT(
            3003,
            "the server did not send its Engine.IO handshake in time; it may use another revision, see drivechange.engine-io",
            "`drivechange.engine-io`"),
    CONNECT_TIMEOUT(3004, "the server did not answer the Socket.IO CONNECT in time", "`drivechange.notification-url`"),
    CONNECT_REFUSED(3005, "the server refused the namespace", "`drivechange.notification-url`"),
    DISCONNECTED(
            3006, "the server disconnected the namespace", "nothing: DriveChange reconnects and fires a `CATCH_UP`"),
    CONNECTION_LOST(3007, "the WebSocket was closed", "nothing: DriveChange reconnects and fires a `CATCH_UP`"),
    HEARTBEAT_MISSED(3008, "the server missed its heartbeat", "nothing: DriveChange reconnects and fires a `CATCH_UP`"),
    PACKET_MALFORMED(3009, "the server sent a malformed packet", "nothing: DriveChange replaces the connection"),
    MESSAGE_TOO_LARGE(
            3010, "the server sent a frame larger than drivechange.max-message-size", "`drivechange.max-message-size`"),
    NOTIFICATION_UNREADABLE(3011, "a notification could not be parsed; a CATCH_UP replaces it", "nothing"),
    PRE_JOIN_OVERFLOW(
            3012,
            "the server sent too much data before the namespace was joined",
            "nothing: DriveChange replaces the connection"),
    PROXY_UNSUPPORTED(
            3014,
            "a proxy is configured, and the server's WebSocket client does not support proxies",
            "bundle Tyrus: [network](network.md)"),
    DRAIN_INCOMPLETE(
            3015,
            "the connection replaced by a renewal closed before it was drained; a CATCH_UP replaces lost notifications",
            "nothing"),
    SUBSCRIPTION_EXPIRED(
            3016,
            "the subscription expired before it could be renewed",
            "the preceding lines state the cause; DriveChange reconnects and fires a `CATCH_UP`"),
    FLOW_CONTROL_UNAVAILABLE(
            3020,
            "this version of the WebSocket client has no flow control; a host that floods it may exhaust the memory",
            "bundle Tyrus: [network](network.md)"),
    WEBSOCKET_CALLS_HANG(
            3021,
            "an account's calls of the WebSocket client do not return when their thread is interrupted",
            "check the network, or bundle Tyrus: [network](network.md); the target stays closed until a call returns;"
                    + " other targets are not affected"),
    INTERNAL_ERROR(3999, "DriveChange failed; please report this", "report it"),

    OBSERVER_FAILED(4001, "an observer failed", "the log shows its exception"),
    QUEUE_FULL(
            4002,
            "observers are slower than notifications",
            "do less in the observer, or raise `drivechange.queue-capacity`"),
    OBSERVER_THREADS_EXHAUSTED(4003, "256 observers are running at once", "other targets wait until one returns"),
    DELIVERY_FAILED(4004, "an event could not be delivered to all observers", "the log shows the cause"),
    CONTEXT_UNAVAILABLE(
            4005,
            "the server does not provide the application's context to observers",
            "`java:comp` may be missing in them; the log shows the server's exception"),
    MONITOR_FAILED(
            4006,
            "OpenTelemetry or the JDK Flight Recorder fails",
            "check the span processors and exporters of OpenTelemetry; deliveries continue"),
    OBSERVER_SLOW(
            4007,
            "an observer has been running for more than a minute",
            "the target's other events wait; do less in the observer, or give its calls a timeout"),
    LOG_LINES_DROPPED(4008, "log lines were dropped", "the log handlers are too slow or do not return"),
    PAGE_UNREADABLE(
            4010,
            "a page of the delta cannot be parsed",
            "nothing: DriveChange requests the page again; if it lasts, check for an intermediary that changes or cuts answers"),
    PAGE_TOO_LARGE(
            4011,
            "a page of the delta is larger than drivechange.delta.max-page-size",
            "raise `drivechange.delta.max-page-size`; DriveChange requests the page again at the longest delay"),
    DELTA_ENDLESS(
            4012,
            "the pages of the delta repeat without an end",
            "nothing: DriveChange reads the round again from its beginning"),
    DELTA_LINK_REFUSED(
            4013,
            "Graph refuses a link that it has sent",
            "nothing: DriveChange tries it again, then begins the round again, and at last fires a `DriveReset`"),
    DRIVE_RESET(
            4014,
            "the position of a target is no longer valid",
            "nothing: DriveChange fires a `DriveReset`, and reads all items of the drive again"),
    RESET_UNOBSERVED(
            4015,
            "a `DriveReset` was fired, and no method observes it",
            "observe `DriveReset` if the application keeps a copy of the drive: items that were deleted meanwhile are not reported"),

    POSITION_IN_USE(
            5001,
            "another application uses the position of a target",
            "give each application its own `drivechange.application`, or its own `drivechange.delta.directory`; DriveChange"
                    + " waits until the position is free"),
    POSITION_UNREADABLE(
            5002,
            "a stored position is unreadable",
            "nothing: DriveChange reads all items of the drive again; of a file, it keeps a copy"),
    POSITION_FAILED(
            5003,
            "the store of the positions fails",
            "check the file system, the database or the `DeltaTokenStore` bean; DriveChange repeats the call, and no item is lost"),
    POSITION_TAKEN_OVER(
            5004,
            "another process has opened the position of a target",
            "give each application its own `drivechange.application`; notifications of the target continue"),
    STORE_TIMEOUT(
            5005,
            "the store of the positions did not answer in time",
            "check the file system, the database or the `DeltaTokenStore` bean; DriveChange repeats the call when the former one"
                    + " has returned, and no item is lost"),
    TABLE_UNUSABLE(
            5006,
            "the table of the positions is missing, or lacks a column",
            "run the file that the message names: [database](database.md); or check `drivechange.table-prefix`"),
    DATASOURCE_MISSING(
            5007,
            "there is no DataSource of the configured name",
            "check `drivechange.datasource`: [database](database.md); DriveChange continues to search for it, and no item is lost"),
    DATABASE_UNCHECKED(
            5008,
            "the database did not answer at the deployment",
            "check the database if the problem lasts; DriveChange checks the table again when it opens the first position");

    private final int number;
    private final String text;
    private final String remedy;

    ErrorCode(int number, String text, String remedy) {
        this.number = number;
        this.text = text;
        this.remedy = remedy;
    }

    /** Returns the stable code, such as {@code DRC2401}. */
    public String code() {
        return "DRC" + number;
    }

    /** Returns a description of the failure, a clause without a period. */
    public String text() {
        return text;
    }

    /** Returns the remedy, in Markdown, for the reference page. */
    public String remedy() {
        return remedy;
    }

    /** Returns a message that begins with the code. */
    public String message(String text) {
        return code() + " " + text;
    }
}
