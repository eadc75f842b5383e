// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.control;

import static org.drivechange.simulator.internal.control.ControlCall.post;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.drivechange.simulator.DeltaFault;
import org.drivechange.simulator.DeltaStage;
import org.drivechange.simulator.GraphSimulator;
import org.drivechange.simulator.ScriptedResponse;
import org.drivechange.simulator.SimulatedDrive;

/** Calls of the control API for the tokens, faults and settings of a drive's delta. */
public final class DeltaCalls {

    private static final Map<String, Object> DONE = Map.of("done", true);

    private static final String TARGET = "{\"target\":\"/me/drive/root\"";

    private final GraphSimulator simulator;

    public DeltaCalls(GraphSimulator simulator) {
        this.simulator = simulator;
    }

    public List<ControlCall> all() {
        return List.of(
                post(
                        "/drive/fault",
                        TARGET + ",\"fault\":\"EMPTY_PAGE\",\"count\":2,\"stage\":\"ANY\"}",
                        "Applies a fault to the next delta answers, to all without count. Stages: "
                                + Arrays.toString(DeltaStage.values()) + ". Faults: "
                                + Arrays.toString(DeltaFault.values()) + ".",
                        this::fault),
                post(
                        "/drive/script",
                        TARGET + ",\"stage\":\"DELTA_LINK\",\"replies\":[{\"status\":503,\"headers\":"
                                + "{\"Retry-After\":\"5\"}}]}",
                        "Answers the next requests of this stage with these responses, as /script does.",
                        this::script),
                post(
                        "/drive/clear-faults",
                        TARGET + "}",
                        "Removes the pending faults and responses.",
                        in -> done(drive(in), SimulatedDrive::clearFaults)),
                post(
                        "/drive/expire",
                        TARGET + "}",
                        "Expires all tokens of the delta: they are answered 410.",
                        in -> done(drive(in), SimulatedDrive::expireTokens)),
                post(
                        "/drive/settings",
                        TARGET + ",\"pageSize\":3,\"notificationDelay\":\"PT0S\",\"deltaDelay\":\"PT0S\","
                                + "\"skipHiddenChanges\":false,\"emptyReadsAfterChange\":0,\"tokenLifetime\":\"P30D\"}",
                        "Sets the size of pages, the delays of changes, and the lifetime of tokens;"
                                + " omitted fields are kept.",
                        this::settings));
    }

    private Object fault(ControlRequestBody in) {
        DeltaFault fault = in.constant("fault", DeltaFault.class);
        DeltaStage stage = in.has("stage") ? in.constant("stage", DeltaStage.class) : fault.stage();
        return done(drive(in), drive -> drive.fault(fault, in.number("count", Integer.MAX_VALUE, 1), stage));
    }

    private Object script(ControlRequestBody in) {
        DeltaStage stage = in.has("stage") ? in.constant("stage", DeltaStage.class) : DeltaStage.ANY;
        ScriptedResponse[] responses = in.responses().toArray(ScriptedResponse[]::new);
        return done(drive(in), drive -> drive.script(stage, responses));
    }

    private Object settings(ControlRequestBody in) {
        SimulatedDrive drive = drive(in);
        number(in, "pageSize", 1, drive::pageSize);
        number(in, "emptyReadsAfterChange", 0, drive::emptyReadsAfterChange);
        duration(in, "notificationDelay", drive::notificationDelay);
        duration(in, "deltaDelay", drive::deltaDelay);
        duration(in, "tokenLifetime", drive::tokenLifetime);
        if (in.has("skipHiddenChanges")) {
            drive.skipHiddenChanges(in.flag("skipHiddenChanges", false));
        }
        return DONE;
    }

    private static void number(ControlRequestBody in, String field, int min, Consumer<Integer> setter) {
        if (in.has(field)) {
            setter.accept(in.number(field, min, min));
        }
    }

    private static void duration(ControlRequestBody in, String field, Consumer<Duration> setter) {
        if (in.has(field)) {
            setter.accept(in.duration(field));
        }
    }

    private SimulatedDrive drive(ControlRequestBody in) {
        return simulator.drive(in.target());
    }

    private static Object done(SimulatedDrive drive, Consumer<SimulatedDrive> action) {
        action.accept(drive);
        return DONE;
    }
}
