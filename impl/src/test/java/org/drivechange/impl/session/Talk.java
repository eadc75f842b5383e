// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.session;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.drivechange.impl.engineio.Revision;
import org.drivechange.impl.socketio.NotificationUrl;
import org.drivechange.impl.socketio.NotificationUrl.Reading;
import org.drivechange.impl.socketio.Recovery;
import org.drivechange.impl.socketio.SocketIoException;

/** One link's conversation, frame by frame. */
final class Talk {

    static final String HANDSHAKE =
            "0{\"sid\":\"CfnhtJEGVQKxbtq4AAAA\",\"upgrades\":[],\"pingInterval\":25000,\"pingTimeout\":20000,\"maxPayload\":1000000}";
    static final String WELCOME = "40/notifications,{\"sid\":\"vI16-HBsncPJ75xoAAAA\"}";
    static final String NOTIFICATION =
            "42/notifications,[\"notification\",\"{\\\"value\\\":[{\\\"resource\\\":\\\"b8a61df7\\\"}]}\"]";

    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    Conversation conversation;
    private final ConversationMachine machine = new ConversationMachine();

    Talk(Revision revision, Recovery recovery) throws SocketIoException {
        this("https://h.svc.ms/notifications?token=s3cr3t-token", revision, recovery);
    }

    Talk(String url, Revision revision, Recovery recovery) throws SocketIoException {
        NotificationUrl parsed = NotificationUrl.parse(url, Reading.NAMESPACE);
        Terms terms = new Terms(FakeWorld.KEY, parsed, Optional.ofNullable(recovery), 1 << 20);
        conversation = Conversation.begin(1, terms, revision);
    }

    /** A conversation whose namespace is joined. */
    static Talk joined() throws SocketIoException {
        Talk talk = new Talk(Revision.EIO4, null);
        talk.hear(HANDSHAKE, WELCOME);
        return talk;
    }

    List<Utterance> hear(String... frames) {
        List<Utterance> said = new ArrayList<>();
        for (String frame : frames) {
            said.addAll(take(machine.onText(conversation, frame, Instant.MAX, now)));
        }
        return said;
    }

    List<Utterance> hear(Lines.Line line) {
        now = now.plus(line.pause());
        if (line.tick()) {
            return tick();
        }
        return line.binary() ? hear(line.bytes()) : hear(line.text());
    }

    List<Utterance> hear(ByteBuffer frame) {
        return take(machine.onBinary(conversation, frame, Instant.MAX, now));
    }

    List<Utterance> tick() {
        return take(machine.onTick(conversation, now));
    }

    List<Utterance> tooLarge(String found) {
        return take(machine.onTooLarge(conversation, found));
    }

    List<Utterance> closed(String found) {
        return take(machine.onClosed(conversation, found));
    }

    private List<Utterance> take(Heard heard) {
        conversation = heard.conversation();
        return heard.utterances();
    }

    /** The frames that were sent, the codes of the problems, the names of the rest. */
    static String told(List<Utterance> said) {
        return said.stream().map(Talk::told).collect(Collectors.joining(" "));
    }

    private static String told(Utterance said) {
        if (said instanceof Utterance.Reply reply) {
            return reply.frame();
        }
        return said instanceof Utterance.Over over
                ? over.problem().code()
                : said.getClass().getSimpleName();
    }
}
