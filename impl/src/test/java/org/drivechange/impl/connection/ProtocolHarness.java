// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.diagnostics.ProtocolException;
import org.drivechange.impl.engineio.EngineIoVersion;
import org.drivechange.impl.retry.Failure;
import org.drivechange.impl.session.SessionMachineHarness;
import org.drivechange.impl.socketio.NotificationUrl;
import org.drivechange.impl.socketio.NotificationUrl.Reading;
import org.drivechange.impl.socketio.Recovery;

/** Drives the protocol of one connection, frame by frame. */
public final class ProtocolHarness {

    public static final String HANDSHAKE =
            "0{\"sid\":\"CfnhtJEGVQKxbtq4AAAA\",\"upgrades\":[],\"pingInterval\":25000,\"pingTimeout\":20000,\"maxPayload\":1000000}";
    static final String WELCOME = "40/notifications,{\"sid\":\"vI16-HBsncPJ75xoAAAA\"}";
    public static final String NOTIFICATION =
            "42/notifications,[\"notification\",\"{\\\"value\\\":[{\\\"resource\\\":\\\"b8a61df7\\\"}]}\"]";

    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    ConnectionState connection;

    /** Failure of the last step. */
    Optional<Failure> failure = Optional.empty();

    private final EngineIoProtocol machine = new EngineIoProtocol();

    ProtocolHarness(EngineIoVersion revision, Recovery recovery) throws ProtocolException {
        this("https://h.svc.ms/notifications?token=s3cr3t-token", revision, recovery);
    }

    ProtocolHarness(String url, EngineIoVersion revision, Recovery recovery) throws ProtocolException {
        NotificationUrl parsed = NotificationUrl.parse(url, Reading.NAMESPACE);
        ConnectionParameters terms =
                new ConnectionParameters(SessionMachineHarness.KEY, parsed, Optional.ofNullable(recovery), 1 << 20);
        connection = ConnectionState.initial(1, terms, revision);
    }

    /** Returns a connection whose namespace is joined. */
    static ProtocolHarness joined() throws ProtocolException {
        ProtocolHarness harness = new ProtocolHarness(EngineIoVersion.EIO4, null);
        harness.receive(HANDSHAKE, WELCOME);
        return harness;
    }

    List<ProtocolEvent> receive(String... frames) {
        List<ProtocolEvent> events = new ArrayList<>();
        for (String frame : frames) {
            events.addAll(take(machine.onText(connection, frame, Instant.MAX, now)));
        }
        return events;
    }

    List<ProtocolEvent> receive(FrameScript.Line line) {
        now = now.plus(line.pause());
        if (line.tick()) {
            return tick();
        }
        return line.binary() ? receive(line.bytes()) : receive(line.text());
    }

    List<ProtocolEvent> receive(ByteBuffer frame) {
        return take(machine.onBinary(connection, frame, Instant.MAX, now));
    }

    List<ProtocolEvent> tick() {
        return take(machine.onTick(connection, now));
    }

    List<ProtocolEvent> tooLarge(String found) {
        return take(machine.onTooLarge(connection, found));
    }

    List<ProtocolEvent> closed(String found) {
        return take(machine.onClosed(connection, found));
    }

    private List<ProtocolEvent> take(ProtocolStep step) {
        connection = step.connection();
        failure = step.failure();
        return step.events();
    }

    /** Passes frames on, and returns the frames sent, the names of other events, and the code of a failure. */
    String describe(String... frames) {
        return describe(receive(frames));
    }

    String describe(ByteBuffer frame) {
        return describe(receive(frame));
    }

    /** Returns the failure that a step leads to. */
    Failure failureOf(Function<ProtocolHarness, List<ProtocolEvent>> step) {
        assertThat(step.apply(this)).isEmpty();
        return failure.orElseThrow();
    }

    private String describe(List<ProtocolEvent> events) {
        return Stream.concat(
                        events.stream().map(ProtocolHarness::describe),
                        failure.map(Failure::code).map(ErrorCode::code).stream())
                .collect(Collectors.joining(" "));
    }

    private static String describe(ProtocolEvent event) {
        if (event instanceof ProtocolEvent.SendFrame reply) {
            return reply.frame();
        }
        return event.getClass().getSimpleName();
    }
}
