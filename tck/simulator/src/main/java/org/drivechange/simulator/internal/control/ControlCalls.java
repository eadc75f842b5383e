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
import org.drivechange.simulator.DropMode;
import org.drivechange.simulator.GraphSimulator;
import org.drivechange.simulator.ScriptedResponse;
import org.drivechange.simulator.SubscriptionOptions;
import org.drivechange.simulator.internal.network.BadRequestException;

/** Calls of the control API, one for each method of the Java API. */
public final class ControlCalls {

    private static final Map<String, Object> DONE = Map.of("done", true);

    private static final int MAX_COUNT = 100_000;

    private final GraphSimulator simulator;
    private final Supplier<SimulatorState> state;

    public ControlCalls(GraphSimulator simulator, Supplier<SimulatorState> state) {
        this.simulator = simulator;
        this.state = state;
    }

    public List<ControlCall> all() {
        return Stream.of(frames(), outages(), responses(), subscriptions(), switches(), notes(), views())
                .flatMap(List::stream)
                .toList();
    }

    private List<ControlCall> frames() {
        return List.of(
                post(
                        "/emit",
                        "{\"target\":\"/me/drive/root\",\"count\":3,\"json\":null,\"ack\":false}",
                        "Sends notifications to each joined session; json replaces the default text.",
                        this::emit),
                post(
                        "/frame",
                        "{\"target\":\"/me/drive/root\",\"text\":\"42[\",\"base64\":null}",
                        "Sends a raw text frame, or a binary one as base64.",
                        this::frame),
                post(
                        "/bytes",
                        "{\"target\":\"/me/drive/root\",\"base64\":\"iQA=\",\"times\":1}",
                        "Sends raw bytes, as base64, where WebSocket frames are expected.",
                        in -> sessions(simulator.emitBytes(
                                in.target(), in.base64("base64"), in.number("times", 1, 1, MAX_COUNT)))));
    }

    private List<ControlCall> outages() {
        return List.of(
                post(
                        "/drop",
                        "{\"target\":\"/me/drive/root\",\"how\":\"RESET\"}",
                        "Ends the sessions: DISCONNECT, CLOSE_FRAME, RESET or SILENCE.",
                        in -> sessions(simulator.drop(in.target(), in.constant("how", DropMode.class)))),
                post(
                        "/drop-after-join",
                        "{\"on\":true}",
                        "Drops each session right after it has joined, until on is false.",
                        this::dropAfterJoin),
                post(
                        "/silent-expiry",
                        "{\"on\":true}",
                        "Sends nothing after a subscription has expired, for sessions that join from now on.",
                        in -> done(() -> simulator.silentExpiry(in.flag("on", true)))),
                post(
                        "/refuse-upgrades",
                        "{\"count\":2}",
                        "Answers the next upgrades with HTTP 503; all without count, none with 0.",
                        this::refuseUpgrades),
                post(
                        "/expire",
                        "{\"target\":\"/me/drive/root\"}",
                        "Expires the target's subscriptions.",
                        this::expire));
    }

    private List<ControlCall> responses() {
        return List.of(
                post(
                        "/throttle",
                        "{\"target\":null,\"retryAfter\":\"PT5S\",\"count\":2}",
                        "Answers the next subscription requests with 429; without retryAfter, no Retry-After.",
                        this::throttle),
                post(
                        "/script",
                        "{\"target\":null,\"replies\":[{\"status\":503,\"headers\":{\"Retry-After\":\"5\"},"
                                + "\"body\":{},\"delay\":\"PT1S\"},{\"hang\":true}]}",
                        "Answers the next subscription requests, of this or any target, with these responses.",
                        this::script),
                post(
                        "/always",
                        "{\"target\":\"/me/drive/root\",\"reply\":{\"status\":404}}",
                        "Answers the target's subscription requests with this response; without reply, restores normal responses.",
                        this::always));
    }

    private List<ControlCall> subscriptions() {
        return List.of(post(
                "/subscriptions",
                "{\"target\":\"/me/drive/root\",\"life\":\"PT30S\",\"callbackUrl\":false,\"query\":\"a=%2B\"}",
                "Sets the options of the target's next subscriptions; omitted fields are kept.",
                this::subscriptions));
    }

    private List<ControlCall> notes() {
        return List.of(
                post(
                        "/note",
                        "{\"text\":\"started\"}",
                        "Stores a note of an application under test.",
                        in -> done(() -> simulator.note(in.text("text")))),
                get("/notes", "Returns the stored notes.", in -> simulator.notes()));
    }

    private List<ControlCall> switches() {
        return List.of(
                post(
                        "/freeze",
                        "",
                        "Freezes Graph and Socket.IO: they accept connections but send nothing.",
                        in -> done(simulator::freeze)),
                post("/thaw", "", "Ends the freeze.", in -> done(simulator::thaw)));
    }

    private List<ControlCall> views() {
        return List.of(
                get("/state", "Returns sessions, acks, open sockets and active faults.", in -> state.get()),
                get("/requests", "Returns the requests received by Graph.", in -> simulator.requests()),
                get(
                        "/upgrade-request-lines",
                        "Returns the raw request lines received by Socket.IO.",
                        in -> simulator.upgradeRequestLines()));
    }

    private Object emit(ControlRequestBody in) {
        String target = in.target();
        int count = in.number("count", 1, 1, MAX_COUNT);
        String json = in.has("json") ? in.textOrJson("json") : null;
        boolean ack = in.flag("ack", false);
        if (ack && json != null) {
            throw new BadRequestException("\"ack\" and \"json\" are mutually exclusive; omit \"json\".");
        }
        IntSupplier emit = ack
                ? () -> simulator.emitWithAck(target)
                : json == null ? () -> simulator.emit(target) : () -> simulator.emit(target, json);
        int sessions = 0;
        // interrupted by the simulator's close()
        for (int i = 0; i < count && !Thread.currentThread().isInterrupted(); i++) {
            sessions = Math.max(sessions, emit.getAsInt());
        }
        return sessions(sessions);
    }

    private Object frame(ControlRequestBody in) {
        if (in.has("text") == in.has("base64")) {
            throw new BadRequestException("A frame must have exactly one of \"text\" and \"base64\".");
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
        SubscriptionOptions now = simulator.subscriptions(in.target());
        Duration life = in.duration("life");
        return done(() -> simulator.subscriptions(
                in.target(),
                new SubscriptionOptions(
                        life == null ? now.life() : life,
                        in.flag("callbackUrl", now.callbackUrl()),
                        in.has("query") ? in.text("query") : now.query())));
    }

    private Object throttle(ControlRequestBody in) {
        ScriptedResponse response = ScriptedResponse.throttled(in.duration("retryAfter"));
        int count = in.number("count", 1, 1, MAX_COUNT);
        ScriptedResponse[] responses =
                IntStream.range(0, count).mapToObj(i -> response).toArray(ScriptedResponse[]::new);
        return script(in, responses);
    }

    private Object script(ControlRequestBody in) {
        return script(in, in.responses().toArray(ScriptedResponse[]::new));
    }

    private Object script(ControlRequestBody in, ScriptedResponse... responses) {
        return done(() -> {
            if (in.has("target")) {
                simulator.script(in.target(), responses);
            } else {
                simulator.script(responses);
            }
        });
    }

    private Object always(ControlRequestBody in) {
        return done(() -> simulator.always(in.target(), in.response("reply")));
    }

    private static Object sessions(int sessions) {
        return Map.of("sessions", sessions);
    }

    private static Object done(Runnable action) {
        action.run();
        return DONE;
    }
}
