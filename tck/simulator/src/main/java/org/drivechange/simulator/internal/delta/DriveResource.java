// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.delta;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.drivechange.simulator.DeltaStage;
import org.drivechange.simulator.GraphRequest;
import org.drivechange.simulator.ScriptedResponse;
import org.drivechange.simulator.internal.drive.DriveIdentity;
import org.drivechange.simulator.internal.graph.GraphResource;
import org.drivechange.simulator.internal.network.Json;

/** Answers {@code GET {drive}} with the selected properties of the drive. */
public record DriveResource(Drives drives) implements GraphResource {

    @Override
    public Optional<String> target(String rawPath, String rawQuery) {
        return DrivePath.drive(rawPath);
    }

    @Override
    public Optional<ScriptedResponse> scripted(GraphRequest request) {
        return drives.find(request.target()).flatMap(drive -> drive.faults().response(DeltaStage.DRIVE));
    }

    @Override
    public ScriptedResponse normal(GraphRequest request) {
        return drives.find(request.target())
                .map(drive -> properties(drive.content().identity(), request))
                .orElseGet(DeltaErrors::notFound);
    }

    private static ScriptedResponse properties(DriveIdentity drive, GraphRequest request) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("id", drive.id());
        properties.put("driveType", drive.type().graphName());
        properties.put("name", drive.type().personal() ? "OneDrive" : "Documents");
        properties.put("webUrl", "https://drivechange.example/Documents");
        new Query(request.rawQuery()).select().ifPresent(properties.keySet()::retainAll);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("@odata.context", "https://graph.microsoft.com/v1.0/$metadata#drives/$entity");
        body.putAll(properties);
        return ScriptedResponse.json(Json.text(body));
    }
}
