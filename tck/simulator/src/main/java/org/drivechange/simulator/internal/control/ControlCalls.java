// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.control;

import static org.drivechange.simulator.internal.control.ControlCall.get;
import static org.drivechange.simulator.internal.control.ControlCall.post;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.drivechange.simulator.GraphReply;
import org.drivechange.simulator.GraphSimulator;
import org.drivechange.simulator.SubscriptionTerms;
import org.drivechange.simulator.internal.network.BadRequestException;

/** The control API's table: everything that the Java interface does. */
public final class ControlCalls {

    private static final Map<String, Object> DONE = Map.of("done", true);

    private static final int MOST = 100_000;

    private final GraphSimulator simulator;
    private final Supplier<SimulatorState> state;

    public ControlCalls(GraphSimulator simulator, Supplier<SimulatorState> state) {
        this.simulator = simulator;
        this.state = state;
    }

    public List<ControlCall> all() {
        return Stream.of(frames(), outages(), replies(), subscriptions(), switches(), notes(), views())
                .flatMap(List::stream)
                .toList();
    }

    private List<ControlCall> frames() {
        return List.of(
                post(
                        "/emit",
                        "{\"target\":\"/me/drive/root\",\"count\":3,\"json\":null,\"ack\":false}",
                        "Notifications to each joined session; json replaces the real-looking text.",
                        this::emit),
                post(
                        "/frame",
                        "{\"target\":\"/me/drive/root\",\"text\":\"42[\",\"base64\":null}",
                        "A raw text frame, or a binary one as base64.",
                        this::frame),
                post(
                        "/bytes",
                        "{\"target\":\"/me/drive/root\",\"base64\":\"iQA=\",\"times\":1}",
                        "Raw bytes, as base64, where WebSocket's frames are expected.",
                        in -> sessions(simulator.emitBytes(
                                in.target(), in.base64("base64"), in.number("times", 1, 1, MOST)))));
    }

    private List<ControlCall> outages() {
        return List.of(
                post(
                        "/drop",
                        "{\"target\":\"/me/drive/root\",\"how\":\"RESET\"}",
                        "Ends the sessions: DISCONNECT, CLOSE_FRAME, RESET or SILENCE.",
                        in -> sessions(simulator.drop(in.target(), in.how()))),
                post(
                        "/drop-after-join",
                        "{\"on\":true}",
                        "Drops each session as soon as it has joined, until on is false.",
                        this::dropAfterJoin),
                post(
                        "/silent-expiry",
                        "{\"on\":true}",
                        "Sessions that join from now on get nothing more after their subscription has expired.",
                        in -> done(() -> simulator.silentExpiry(in.flag("on", true)))),
                post(
                        "/refuse-upgrades",
                        "{\"count\":2}",
                        "The next upgrades get HTTP 503; without count all do, 0 ends it.",
                        this::refuseUpgrades),
                post(
                        "/expire",
                        "{\"target\":\"/me/drive/root\"}",
                        "The target's subscriptions end now.",
                        this::expire));
    }

    private List<ControlCall> replies() {
        return List.of(
                post(
                        "/throttle",
                        "{\"target\":null,\"retryAfter\":\"PT5S\",\"count\":2}",
                        "The next Graph requests get 429; without retryAfter no Retry-After.",
                        this::throttle),
                post(
                        "/script",
                        "{\"target\":null,\"replies\":[{\"status\":503,\"headers\":{\"Retry-After\":\"5\"},"
                                + "\"body\":{},\"delay\":\"PT1S\"},{\"hang\":true}]}",
                        "The next Graph requests, of this or of any target, get these replies.",
                        this::script),
                post(
                        "/always",
                        "{\"target\":\"/me/drive/root\",\"reply\":{\"status\":404}}",
                        "The target's Graph requests get this reply; without reply the normal one again.",
                        this::always));
    }

    private List<ControlCall> subscriptions() {
        return List.of(post(
                "/subscriptions",
                "{\"target\":\"/me/drive/root\",\"life\":\"PT30S\",\"callbackUrl\":false,\"query\":\"a=%2B\"}",
                "How the target's next subscriptions are granted; what is left out stays.",
                this::subscriptions));
    }

    private List<ControlCall> notes() {
        return List.of(
                post(
                        "/note",
                        "{\"text\":\"started\"}",
                        "Keeps what an application under test has to tell.",
                        in -> done(() -> simulator.note(in.text("text")))),
                get("/notes", "What it told.", in -> simulator.notes()));
    }

    private List<ControlCall> switches() {
        return List.of(
                post("/freeze", "", "Both sides accept and say nothing.", in -> done(simulator::freeze)),
                post("/thaw", "", "Both sides go on.", in -> done(simulator::thaw)));
    }

    private List<ControlCall> views() {
        return List.of(
                get("/state", "Sessions, acks and open sockets, and what is switched on.", in -> state.get()),
                get("/requests", "What the Graph side was asked.", in -> simulator.requests()),
                get(
                        "/upgrade-request-lines",
                        "The raw request lines of the Socket.IO side.",
                        in -> simulator.upgradeRequestLines()));
    }

    private Object emit(ControlRequestBody in) {
        String target = in.target();
        int count = in.number("count", 1, 1, MOST);
        String json = in.has("json") ? in.textOrJson("json") : null;
        boolean ack = in.flag("ack", false);
        if (ack && json != null) {
            throw new BadRequestException("\"ack\" goes with the real-looking text only, so leave out \"json\".");
        }
        IntSupplier one = ack
                ? () -> simulator.emitWithAck(target)
                : json == null ? () -> simulator.emit(target) : () -> simulator.emit(target, json);
        int sessions = 0;
        // closing the simulator interrupts
        for (int i = 0; i < count && !Thread.currentThread().isInterrupted(); i++) {
            sessions = Math.max(sessions, one.getAsInt());
        }
        return sessions(sessions);
    }

    private Object frame(ControlRequestBody in) {
        if (in.has("text") == in.has("base64")) {
            throw new BadRequestException("A frame has either \"text\" or \"base64\".");
        }
        return sessions(
                in.has("text")
                        ? simulator.emitFrame(in.target(), in.text("text"))
                        : simulator.emitBinaryFrame(in.target(), in.base64("base64")));
    }

    private Object dropAfterJoin(ControlRequestBody in) {
        return done(() -> simulator.dropAfterJoin(in.flag("on", true)));
    }

    private Object refuseUpgrades(ControlRequestBody in) {
        return done(() -> simulator.refuseUpgrades(in.number("count", Integer.MAX_VALUE, 0)));
    }

    private Object expire(ControlRequestBody in) {
        return done(() -> simulator.expire(in.target()));
    }

    private Object subscriptions(ControlRequestBody in) {
        SubscriptionTerms now = simulator.subscriptions(in.target());
        Duration life = in.duration("life");
        return done(() -> simulator.subscriptions(
                in.target(),
                new SubscriptionTerms(
                        life == null ? now.life() : life,
                        in.flag("callbackUrl", now.callbackUrl()),
                        in.has("query") ? in.text("query") : now.query())));
    }

    private Object throttle(ControlRequestBody in) {
        GraphReply reply = GraphReply.throttled(in.duration("retryAfter"));
        int count = in.number("count", 1, 1, MOST);
        GraphReply[] replies = IntStream.range(0, count).mapToObj(i -> reply).toArray(GraphReply[]::new);
        return script(in, replies);
    }

    private Object script(ControlRequestBody in) {
        return script(in, in.replies().toArray(GraphReply[]::new));
    }

    private Object script(ControlRequestBody in, GraphReply... replies) {
        return done(() -> {
            if (in.has("target")) {
                simulator.script(in.target(), replies);
            } else {
                simulator.script(replies);
            }
        });
    }

    private Object always(ControlRequestBody in) {
        return done(() -> simulator.always(in.target(), in.reply("reply")));
    }

    private static Object sessions(int sessions) {
        return Map.of("sessions", sessions);
    }

    private static Object done(Runnable action) {
        action.run();
        return DONE;
    }
}
