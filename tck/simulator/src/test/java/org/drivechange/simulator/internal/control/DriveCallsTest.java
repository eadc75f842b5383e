// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.drivechange.simulator.client.DeltaTestClient.get;
import static org.drivechange.simulator.client.DeltaTestClient.round;
import static org.drivechange.simulator.client.SimulatorHttpClient.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.drivechange.simulator.DriveType;
import org.drivechange.simulator.GraphSimulator;
import org.drivechange.simulator.SimulatedDrive;
import org.drivechange.simulator.client.DeltaTestClient;
import org.drivechange.simulator.client.SimulatorHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DriveCallsTest {

    private static final String TARGET = "/drives/b!x/root";

    private final GraphSimulator simulator = GraphSimulator.start();

    private final SimulatedDrive drive = simulator.drive(TARGET);

    private final SimulatorHttpClient http = new SimulatorHttpClient(simulator);

    private final DeltaTestClient client = new DeltaTestClient(simulator, TARGET);

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void control_api_changes_items_named_by_id_or_path() {
        String folder = post("/drive/create", "\"name\":\"A\",\"folder\":true")
                .path("id")
                .textValue();
        String file = post("/drive/create", "\"parent\":\"/a\",\"name\":\"a.txt\",\"size\":5")
                .path("id")
                .textValue();
        assertThat(drive.items().get(file).parentId()).isEqualTo(folder);
        assertThat(drive.items().get(file).size()).isEqualTo(5);

        assertThat(post("/drive/update", "\"item\":\"/A/a.txt\",\"size\":6")
                        .path("size")
                        .intValue())
                .isEqualTo(6);
        assertThat(post("/drive/rename", "\"item\":\"" + file + "\",\"name\":\"b.txt\"")
                        .path("name")
                        .textValue())
                .isEqualTo("b.txt");
        post("/drive/move", "\"item\":\"/A/b.txt\",\"parent\":\"/\"");
        assertThat(drive.items().get(file).parentId()).isEqualTo(drive.root());
        post("/drive/touch", "\"item\":\"/b.txt\"");

        post("/drive/delete", "\"item\":\"/b.txt\"");
        assertThat(drive.items()).containsOnlyKeys(folder);
        assertThat(post("/drive/restore", "").path("id").textValue()).isEqualTo(file);
        post("/drive/delete", "\"item\":\"/A\"");
        post("/drive/restore", "\"id\":\"" + folder + "\"");
        assertThat(drive.items()).containsOnlyKeys(folder, file);
    }

    @Test
    void control_api_creates_files_in_bulk_and_returns_the_items() {
        post("/drive/bulk", "\"count\":250");

        JsonNode items = post("/drive/items", "");
        assertThat(items.path("items")).hasSize(250);
        assertThat(items.path("root").textValue()).isEqualTo(drive.root());
        assertThat(items.path("driveId").textValue()).isEqualTo("b!x");
        assertThat(items.path("type").textValue()).isEqualTo("BUSINESS");
    }

    @Test
    void control_api_changes_the_kind_and_replaces_the_drive() {
        post("/drive/type", "\"type\":\"PERSONAL_LEGACY\"");
        assertThat(drive.type()).isEqualTo(DriveType.PERSONAL_LEGACY);

        assertThat(post("/drive/replace", "").path("id").textValue())
                .isEqualTo(drive.driveId())
                .isNotEqualTo("b!x");
    }

    @Test
    void control_api_applies_faults_and_expires_tokens() {
        String link = client.latest();
        post("/drive/fault", "\"fault\":\"LINK_NOT_FOUND\",\"count\":1");
        post("/drive/script", "\"stage\":\"START\",\"replies\":[{\"status\":503}]");
        assertThat(get(client.start()).statusCode()).isEqualTo(503);
        assertThat(get(link).statusCode()).isEqualTo(404);
        assertThat(get(link).statusCode()).isEqualTo(200);

        post("/drive/fault", "\"fault\":\"THROTTLED\",\"stage\":\"DELTA_LINK\"");
        assertThat(get(link).statusCode()).isEqualTo(429);
        assertThat(get(link).statusCode()).isEqualTo(429);
        post("/drive/clear-faults", "");
        assertThat(get(link).statusCode()).isEqualTo(200);

        post("/drive/expire", "");
        assertThat(get(link).statusCode()).isEqualTo(410);
    }

    @Test
    void control_api_changes_settings_and_keeps_the_others() {
        post("/drive/settings", "\"pageSize\":200");
        post("/drive/settings", "\"deltaDelay\":\"PT1H\",\"skipHiddenChanges\":true");
        String link = client.latest();
        drive.bulk(1);
        assertThat(round(link).items()).isEmpty();

        post("/drive/settings", "\"deltaDelay\":\"PT0S\",\"emptyReadsAfterChange\":1,\"tokenLifetime\":\"PT0S\"");
        assertThat(get(link).statusCode()).isEqualTo(410);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /drive/create   |                          | "name" must be a string
            /drive/create   | "name":"a","parent":"/x" | The drive has no item /x.
            /drive/update   | "item":"x"               | Expected the id of an item of the drive but found x.
            /drive/rename   | "item":"/"               | "name" must be a string
            /drive/restore  |                          | The drive has no deleted item.
            /drive/bulk     | "count":0                | at least 1
            /drive/fault    | "fault":"NONE"           | "fault" must be one of [EMPTY_PAGE, EMPTY_DELTA,
            /drive/fault    | "fault":"NO_VALUE","stage":"DRIVE" | Expected a stage of the delta but found DRIVE.
            /drive/settings | "pageSize":0             | integer of at least 1
            /drive/settings | "deltaDelay":"1"         | ISO-8601 duration
            """)
    void control_api_rejects_invalid_input(String call, String fields, String expected) {
        HttpResponse<String> response = http.post(call, body(fields == null ? "" : fields));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).path("error").textValue()).contains(expected);
    }

    private JsonNode post(String call, String fields) {
        HttpResponse<String> response = http.post(call, body(fields));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return json(response);
    }

    private static String body(String fields) {
        return "{\"target\":\"" + TARGET + "\"" + (fields.isEmpty() ? "" : ",") + fields + "}";
    }
}
