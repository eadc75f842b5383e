// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.connection;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.drivechange.impl.diagnostics.Redactor;
import org.drivechange.impl.socketio.NotificationUrl;
import org.drivechange.impl.socketio.Recovery;

/** Redacts frames and texts from the server. */
public final class FrameRedactor {

    /** Parts of a packet that are neither data nor a query: its types and the number of attachments. */
    private static final Pattern HEAD = Pattern.compile("[0-6](?:[0-6](?:\\d{1,3}-)?)?");

    private FrameRedactor() {}

    /** Returns the head of a frame and the length of the frame. */
    public static String frame(String frame) {
        Matcher head = HEAD.matcher(frame);
        String shown = head.lookingAt() ? head.group() : "";
        return shown.length() == frame.length() ? shown : shown + "… " + frame.length() + " characters";
    }

    /** Removes the query values of the notificationUrl from a text, as the server may have sent them back. */
    public static String secrets(String text, NotificationUrl url) {
        return Redactor.ofQuery(url.query(), List.of()).redact(text);
    }

    /** Removes the query values and the private ids of this connection and the recovered one. */
    static String secrets(String text, ConnectionState connection) {
        ConnectionParameters parameters = connection.parameters();
        List<String> privateIds = Stream.of(parameters.recovery(), connection.recovery())
                .flatMap(recovery -> recovery.map(Recovery::pid).stream())
                .toList();
        return Redactor.ofQuery(parameters.url().query(), privateIds).redact(text);
    }
}
