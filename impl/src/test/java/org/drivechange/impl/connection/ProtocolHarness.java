// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.connection;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.drivechange.impl.engineio.EngineIoVersion;
import org.drivechange.impl.session.SessionMachineHarness;
import org.drivechange.impl.socketio.NotificationUrl;
import org.drivechange.impl.socketio.NotificationUrl.Reading;
import org.drivechange.impl.socketio.Recovery;
import org.drivechange.impl.socketio.SocketIoException;

/** One link's conversation, frame by frame. */
public final class ProtocolHarness {

    public static final String HANDSHAKE =
            "0{\"sid\":\"CfnhtJEGVQKxbtq4AAAA\",\"upgrades\":[],\"pingInterval\":25000,\"pingTimeout\":20000,\"maxPayload\":1000000}";
    static final String WELCOME = "40/notifications,{\"sid\":\"vI16-HBsncPJ75xoAAAA\"}";
    public static final String NOTIFICATION =
            "42/notifications,[\"notification\",\"{\\\"value\\\":[{\\\"resource\\\":\\\"b8a61df7\\\"}]}\"]";

    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    ConnectionState conversation;
    private final EngineIoProtocol machine = new EngineIoProtocol();

    ProtocolHarness(EngineIoVersion revision, Recovery recovery) throws SocketIoException {
        this("https://h.svc.ms/notifications?token=s3cr3t-token", revision, recovery);
    }

    ProtocolHarness(String url, EngineIoVersion revision, Recovery recovery) throws SocketIoException {
        NotificationUrl parsed = NotificationUrl.parse(url, Reading.NAMESPACE);
        ConnectionParameters terms =
                new ConnectionParameters(SessionMachineHarness.KEY, parsed, Optional.ofNullable(recovery), 1 << 20);
        conversation = ConnectionState.initial(1, terms, revision);
    }

    /** A conversation whose namespace is joined. */
    static ProtocolHarness joined() throws SocketIoException {
        ProtocolHarness talk = new ProtocolHarness(EngineIoVersion.EIO4, null);
        talk.hear(HANDSHAKE, WELCOME);
        return talk;
    }

    List<ProtocolEvent> hear(String... frames) {
        List<ProtocolEvent> said = new ArrayList<>();
        for (String frame : frames) {
            said.addAll(take(machine.onText(conversation, frame, Instant.MAX, now)));
        }
        return said;
    }

    List<ProtocolEvent> hear(FrameScript.Line line) {
        now = now.plus(line.pause());
        if (line.tick()) {
            return tick();
        }
        return line.binary() ? hear(line.bytes()) : hear(line.text());
    }

    List<ProtocolEvent> hear(ByteBuffer frame) {
        return take(machine.onBinary(conversation, frame, Instant.MAX, now));
    }

    List<ProtocolEvent> tick() {
        return take(machine.onTick(conversation, now));
    }

    List<ProtocolEvent> tooLarge(String found) {
        return take(machine.onTooLarge(conversation, found));
    }

    List<ProtocolEvent> closed(String found) {
        return take(machine.onClosed(conversation, found));
    }

    private List<ProtocolEvent> take(ProtocolStep heard) {
        conversation = heard.connection();
        return heard.events();
    }

    /** The frames that were sent, the codes of the problems, the names of the rest. */
    static String told(List<ProtocolEvent> said) {
        return said.stream().map(ProtocolHarness::told).collect(Collectors.joining(" "));
    }

    private static String told(ProtocolEvent said) {
        if (said instanceof ProtocolEvent.SendFrame reply) {
            return reply.frame();
        }
        return said instanceof ProtocolEvent.Failed over
                ? over.failure().code().code()
                : said.getClass().getSimpleName();
    }
}
