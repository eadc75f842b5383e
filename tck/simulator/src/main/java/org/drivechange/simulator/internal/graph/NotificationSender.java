// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.graph;

import com.corundumstudio.socketio.AckCallback;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.drivechange.simulator.internal.socketio.SocketIoListener;
import org.drivechange.simulator.internal.socketio.SubscriptionGrant;

/** Emits notifications and counts received acks. */
public final class NotificationSender {

    private static final String EVENT = "notification";

    private final Map<String, LongAdder> acks = new ConcurrentHashMap<>();

    private final SocketIoListener sockets;

    public NotificationSender(SocketIoListener sockets) {
        this.sockets = sockets;
    }

    public int emit(String target, Function<SubscriptionGrant, String> text) {
        return sockets.each(target, session -> session.client().sendEvent(EVENT, text.apply(session.grant())));
    }

    public int emitWithAck(String target) {
        LongAdder counter = acks.computeIfAbsent(target, t -> new LongAdder());
        return sockets.each(
                target,
                session ->
                        session.client().sendEvent(EVENT, counting(counter), NotificationText.text(session.grant())));
    }

    public long acks(String target) {
        LongAdder counter = acks.get(target);
        return counter == null ? 0 : counter.sum();
    }

    public Set<String> targets() {
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
