// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.session;

import java.time.Instant;
import java.util.Optional;
import org.drivechange.impl.engineio.Handshake;
import org.drivechange.impl.engineio.Heartbeat;
import org.drivechange.impl.engineio.Revision;
import org.drivechange.impl.socketio.Attachments;
import org.drivechange.impl.socketio.Recovery;

/**
 * How far one link's Engine.IO and Socket.IO conversation has come.
 *
 * @param link the id of the attempt that opened the link
 * @param revision the rules that hold on this link
 * @param attachments the binary packet that is being received
 */
record Conversation(long link, Terms terms, Revision revision, Stage stage, Optional<Attachments> attachments) {

    sealed interface Stage {}

    /** The WebSocket is open, the handshake has not come. */
    record Greeting() implements Stage {}

    /** CONNECT is sent. */
    record Joining(Handshake handshake, Heartbeat heartbeat, Early early) implements Stage {}

    /**
     * The namespace is joined.
     *
     * @param pid the private id that recovers the connection
     * @param offset the last event's offset
     * @param last the last notification
     */
    record Joined(
            Heartbeat heartbeat,
            Instant lastHeard,
            Optional<String> pid,
            Optional<String> offset,
            Optional<Repeat> last)
            implements Stage {

        Joined hearing(Heartbeat beat, Instant now) {
            return new Joined(beat, now, pid, offset, last);
        }

        Joined at(Optional<String> newOffset) {
            return new Joined(heartbeat, lastHeard, pid, newOffset, last);
        }

        /** A server does not keep what it wants acknowledged, so that what it would replay is not all. */
        Joined unrecoverable() {
            return new Joined(heartbeat, lastHeard, Optional.empty(), Optional.empty(), last);
        }

        Joined having(Optional<Repeat> said) {
            return new Joined(heartbeat, lastHeard, pid, offset, said);
        }

        @Override
        public String toString() {
            return "Joined[" + heartbeat + ", " + lastHeard + ", recovery redacted]";
        }
    }

    static Conversation begin(long link, Terms terms, Revision revision) {
        return new Conversation(link, terms, revision, new Greeting(), Optional.empty());
    }

    Conversation at(Stage next) {
        return new Conversation(link, terms, revision, next, attachments);
    }

    Conversation receiving(Optional<Attachments> packet) {
        return new Conversation(link, terms, revision, stage, packet);
    }

    Conversation speaking(Revision rules, Stage next) {
        return new Conversation(link, terms, rules, next, attachments);
    }

    /** When the last packet came; only once the namespace is joined. */
    Instant lastHeard() {
        return ((Joined) stage).lastHeard();
    }

    /** When the conversation wants a tick; far away before the handshake. */
    Instant due() {
        if (stage instanceof Joining joining) {
            return joining.heartbeat().next();
        }
        return stage instanceof Joined joined ? joined.heartbeat().next() : Instant.MAX;
    }

    Optional<Recovery> recovery() {
        return stage instanceof Joined joined
                        && joined.pid().isPresent()
                        && joined.offset().isPresent()
                ? Optional.of(new Recovery(joined.pid().get(), joined.offset().get()))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "Conversation[link=" + link + ", " + terms.key() + ", " + revision + ", "
                + stage.getClass().getSimpleName() + "]";
    }
}
