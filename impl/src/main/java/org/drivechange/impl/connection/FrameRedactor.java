// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.connection;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.drivechange.impl.diagnostics.Redactor;
import org.drivechange.impl.socketio.NotificationUrl;
import org.drivechange.impl.socketio.Recovery;

/** What may be shown of frames, and of texts from the server. */
public final class FrameRedactor {

    /** What of a packet is neither data nor a query: its types, and the number of its attachments. */
    private static final Pattern HEAD = Pattern.compile("[0-6](?:[0-6](?:\\d{1,3}-)?)?");

    private FrameRedactor() {}

    /** A frame's head, and how long the frame is. */
    public static String frame(String frame) {
        Matcher head = HEAD.matcher(frame);
        String shown = head.lookingAt() ? head.group() : "";
        return shown.length() == frame.length() ? shown : shown + "… " + frame.length() + " characters";
    }

    /** A text from the server without the values of the notificationUrl's query, which the server may have sent back. */
    public static String secrets(String text, NotificationUrl url) {
        return Redactor.ofQuery(url.query(), List.of()).redact(text);
    }

    /** The same, also without what would recover the connection, the last one or this. */
    static String secrets(String text, ConnectionState conversation) {
        ConnectionParameters terms = conversation.parameters();
        List<String> recovering = Stream.of(terms.recovery(), conversation.recovery())
                .flatMap(recovery -> recovery.map(Recovery::pid).stream())
                .toList();
        return Redactor.ofQuery(terms.url().query(), recovering).redact(text);
    }
}
