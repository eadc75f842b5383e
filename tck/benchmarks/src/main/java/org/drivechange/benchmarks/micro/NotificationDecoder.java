// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.micro;

import java.time.Instant;
import java.util.List;
import org.drivechange.DriveNotification;
import org.drivechange.DriveTarget;
import org.drivechange.impl.engineio.EngineCodec;
import org.drivechange.impl.engineio.EngineIoVersion;
import org.drivechange.impl.engineio.EnginePacket;
import org.drivechange.impl.json.EventJson;
import org.drivechange.impl.json.NotificationJson;
import org.drivechange.impl.socketio.SocketCodec;
import org.drivechange.impl.socketio.SocketPacket;

/** Decodes a frame to a notification with the calls of a session. */
public final class NotificationDecoder {

    public static final DriveTarget TARGET = DriveTarget.parse("/me/drive/root");

    private NotificationDecoder() {}

    /** Returns the notification in {@link SampleFrames#NOTIFICATION}. */
    public static DriveNotification sample() throws Exception {
        return read(SampleFrames.NOTIFICATION, Instant.parse("2026-05-10T21:52:27Z"));
    }

    static DriveNotification read(String frame, Instant at) throws Exception {
        EnginePacket.Message message = (EnginePacket.Message) EngineCodec.decode(EngineIoVersion.EIO4, frame);
        SocketPacket.Event event = (SocketPacket.Event) SocketCodec.decode(message.frame(), message.from());
        EventJson.Body body = EventJson.read(event.payload(), List.of());
        return NotificationJson.read(body.first().orElseThrow(), TARGET, "", at)
                .notifications()
                .get(0);
    }
}
