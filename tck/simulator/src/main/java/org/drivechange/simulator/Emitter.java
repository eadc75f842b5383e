// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator;

import com.corundumstudio.socketio.AckCallback;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/** Emits notifications and counts the acks that come back. */
final class Emitter {

    private static final String EVENT = "notification";

    private final Map<String, LongAdder> acks = new ConcurrentHashMap<>();

    private final SocketSide sockets;

    Emitter(SocketSide sockets) {
        this.sockets = sockets;
    }

    int emit(String target, Function<Grant, String> text) {
        return sockets.each(target, session -> session.client().sendEvent(EVENT, text.apply(session.grant())));
    }

    int emitWithAck(String target) {
        LongAdder counter = acks.computeIfAbsent(target, t -> new LongAdder());
        return sockets.each(
                target,
                session -> session.client().sendEvent(EVENT, counting(counter), Notification.text(session.grant())));
    }

    long acks(String target) {
        LongAdder counter = acks.get(target);
        return counter == null ? 0 : counter.sum();
    }

    Set<String> targets() {
        return acks.keySet();
    }

    private static AckCallback<Object> counting(LongAdder counter) {
        return new AckCallback<>(Object.class) {
            @Override
            public void onSuccess(Object result) {
                counter.increment();
            }
        };
    }
}
