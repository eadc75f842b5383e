// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.drivechange.simulator.client.DeltaTestClient.get;
import static org.drivechange.simulator.client.DeltaTestClient.page;
import static org.drivechange.simulator.client.DeltaTestClient.round;
import static org.drivechange.simulator.client.SimulatorHttpClient.json;
import static org.drivechange.simulator.client.SimulatorHttpClient.send;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.drivechange.simulator.DeltaStage;
import org.drivechange.simulator.DriveType;
import org.drivechange.simulator.GraphSimulator;
import org.drivechange.simulator.ScriptedResponse;
import org.drivechange.simulator.SimulatedDrive;
import org.drivechange.simulator.client.DeltaTestClient;
import org.drivechange.simulator.internal.network.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeltaResourceTest {

    private static final String TARGET = "/drives/b!x/root";

    private final GraphSimulator simulator =
            GraphSimulator.builder().acceptTokens("anything").start();

    private final SimulatedDrive drive = simulator.drive(TARGET);

    private final DeltaTestClient client = new DeltaTestClient(simulator, TARGET);

    @AfterEach
    void stop() {
        simulator.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/me/drive/root",
                "/drives/b!x/root",
                "/groups/g/drive/root",
                "/sites/s,1,2/lists/l/drive/root",
                "/drives/b%21x/items/root"
            })
    void each_target_form_has_a_delta_and_drive_properties(String path) {
        HttpResponse<String> delta = get(simulator.graphUrl() + path + "/delta");
        assertThat(delta.statusCode()).isEqualTo(200);
        assertThat(simulator.requests()).last().satisfies(request -> {
            assertThat(request.rawPath()).isEqualTo("/v1.0" + path + "/delta");
            assertThat(request.rawQuery()).isNull();
            assertThat(request.target()).endsWith("/root").startsWith(path.substring(0, 4));
        });

        String drivePath = path.replaceFirst("(/items)?/root$", "");
        JsonNode properties = page(simulator.graphUrl() + drivePath + "?$select=id,driveType");
        String id = round(simulator.graphUrl() + path + "/delta")
                .items()
                .get(0)
                .path("parentReference")
                .path("driveId")
                .textValue();
        assertThat(Json.names(properties)).containsExactly("@odata.context", "driveType", "id");
        assertThat(properties.path("id").textValue()).isEqualTo(id);
        assertThat(properties.path("driveType").textValue()).isIn("business", "documentLibrary");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/root/delta", "", "/root/delta?token=latest"})
    void request_without_a_valid_access_token_is_answered_401(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(simulator.graphUrl() + "/drives/b!x" + path))
                .header("Authorization", "Bearer wrong")
                .build();

        assertThat(send(request).statusCode()).isEqualTo(401);
    }

    @Test
    void unknown_and_expired_tokens_are_answered_410() {
        String link = client.latest();
        assertGone(client.start() + "?token=unknown");
        assertGone(link.replace("/drives/b!x/", "/me/drive/"));

        drive.expireTokens();
        assertGone(link);

        String next = client.latest();
        drive.tokenLifetime(Duration.ZERO);
        assertGone(next);
        assertThat(client.all().items()).hasSize(1);
    }

    @Test
    void replaced_drive_is_empty_and_has_another_id() {
        SimulatedDrive mine = simulator.drive("/me/drive/root");
        String former = mine.driveId();
        mine.bulk(3);
        DeltaTestClient byId = new DeltaTestClient(simulator, "/drives/" + former + "/root");
        String link = byId.latest();

        mine.replace();

        assertThat(mine.driveId()).isNotEqualTo(former);
        assertThat(mine.items()).isEmpty();
        assertThat(get(link).statusCode()).isEqualTo(404);
        assertThat(new DeltaTestClient(simulator, "/me/drive/root").all().items())
                .extracting(item -> item.path("parentReference").path("driveId").textValue())
                .containsExactly(mine.driveId());
        assertThat(simulator.drive("/drives/" + mine.driveId() + "/root")).isEqualTo(mine);
        assertThatIllegalArgumentException().isThrownBy(() -> simulator.drive("/drives/" + former + "/root"));
    }

    @Test
    void unsupported_requests_are_answered_400() {
        String folder = drive.createFolder(drive.root(), "A");
        String items = simulator.graphUrl() + "/drives/b!x/items/";

        assertThat(get(items + folder + "/delta").statusCode()).isEqualTo(400);
        assertThat(get(items + drive.root() + "/delta").statusCode()).isEqualTo(200);
        assertThat(get(client.start() + "?$expand=listItem").statusCode()).isEqualTo(400);
        simulator.drive("/me/drive/root").type(DriveType.PERSONAL);
        String function = "/root/delta(token='latest')";
        assertThat(get(simulator.graphUrl() + "/me/drive" + function).body()).contains("Invalid API or resource");
        assertThat(get(simulator.graphUrl() + "/drives/b!x" + function).statusCode())
                .isEqualTo(200);
    }

    @Test
    void scripted_responses_replace_those_of_their_stage_only() {
        drive.script(DeltaStage.NEXT_LINK, ScriptedResponse.throttled(Duration.ofSeconds(1)));
        drive.script(DeltaStage.DRIVE, ScriptedResponse.html(502));
        simulator.script(ScriptedResponse.html(500));
        drive.bulk(3);

        assertThat(get(simulator.graphUrl() + "/drives/b!x").statusCode()).isEqualTo(502);
        assertThat(get(simulator.graphUrl() + "/drives/b!x").statusCode()).isEqualTo(200);
        String next = page(client.start()).path("@odata.nextLink").textValue();
        assertThat(get(next).headers().firstValue("Retry-After")).contains("1");
        assertThat(round(next).deltaLink()).isNotNull();
    }

    private static void assertGone(String link) {
        HttpResponse<String> response = get(link);
        assertThat(response.statusCode()).isEqualTo(410);
        assertThat(json(response).path("error").path("code").textValue()).isEqualTo("resyncRequired");
        assertThat(response.headers().firstValue("Location"))
                .hasValueSatisfying(start -> assertThat(start).endsWith("/delta"));
    }
}
