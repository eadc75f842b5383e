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
import java.util.List;
import org.drivechange.simulator.DeltaStage;
import org.drivechange.simulator.DriveType;
import org.drivechange.simulator.GraphSimulator;
import org.drivechange.simulator.ScriptedResponse;
import org.drivechange.simulator.SimulatedDrive;
import org.drivechange.simulator.client.DeltaRound;
import org.drivechange.simulator.client.DeltaTestClient;
import org.drivechange.simulator.internal.network.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    @Test
    void enumeration_returns_pages_of_three_items_with_the_root_on_each() {
        drive.bulk(4);

        DeltaRound round = client.all();

        assertThat(round.names())
                .containsExactly("root", "file-2.txt", "file-3.txt", "root", "file-4.txt", "file-5.txt");
        assertThat(round.pages()).hasSize(2);
        assertThat(round.pages().get(0).path("@odata.nextLink").textValue()).startsWith(client.start() + "?token=");
        assertThat(round.deltaLink()).startsWith(client.start() + "?token=");
        assertThat(round(round.deltaLink()).items()).isEmpty();
    }

    @Test
    void round_with_a_full_last_page_ends_with_an_empty_page() {
        drive.bulk(2);
        DeltaRound round = client.all();

        assertThat(round.pages()).hasSize(2);
        assertThat(round.pages().get(1).path("value")).isEmpty();
        assertThat(round.deltaLink()).isNotNull();
    }

    @Test
    void page_size_can_be_changed() {
        drive.pageSize(200);
        drive.bulk(250);

        assertThat(client.all().pages()).hasSize(2);
    }

    @Test
    void latest_token_returns_no_items_but_a_link_to_later_changes() {
        drive.bulk(5);
        String link = client.latest();
        assertThat(round(link).items()).isEmpty();

        drive.create(drive.root(), "new.txt", 1);

        assertThat(round(link).names()).containsExactly("root", "new.txt");
        assertThat(round(round(link).deltaLink()).items()).isEmpty();
    }

    @Test
    void round_contains_the_last_state_of_each_item_once() {
        String link = client.latest();
        String file = drive.create(drive.root(), "a.txt", 1);
        drive.rename(file, "b.txt");
        drive.update(file, 5);
        drive.delete(drive.create(drive.root(), "c.txt", 1));

        assertThat(round(link).names()).hasSize(3).contains("b.txt", "root");
    }

    @Test
    void item_that_changes_during_a_round_is_repeated_on_a_later_page() {
        String link = client.latest();
        String first = drive.create(drive.root(), "first.txt", 1);
        drive.bulk(2);
        JsonNode page = page(link);
        drive.rename(first, "renamed.txt");

        assertThat(new DeltaRound(List.of(page)).names()).contains("first.txt");
        assertThat(round(page.path("@odata.nextLink").textValue()).names()).containsExactly("root", "renamed.txt");
    }

    @Test
    void deletion_during_an_enumeration_follows_in_the_next_round() {
        String first = drive.create(drive.root(), "first.txt", 1);
        drive.bulk(3);
        JsonNode page = page(client.start());
        drive.delete(first);

        DeltaRound rest = round(page.path("@odata.nextLink").textValue());

        assertThat(rest.names()).noneMatch(name -> name.startsWith("-"));
        assertThat(round(rest.deltaLink()).names()).contains("-" + first);
        assertThat(round(round(rest.deltaLink()).deltaLink()).items()).isEmpty();
    }

    @Test
    void business_page_contains_the_ancestors_of_changed_items_and_deletions_first() {
        String folder = drive.createFolder(drive.root(), "A");
        String inner = drive.createFolder(folder, "B");
        String file = drive.create(inner, "a.txt", 1);
        String gone = drive.create(drive.root(), "gone.txt", 1);
        String link = client.latest();
        drive.update(file, 2);
        drive.delete(gone);

        assertThat(round(link).names()).containsExactly("-" + gone, "root", "A", "B", "a.txt");
        HttpRequest excluding = HttpRequest.newBuilder(URI.create(link))
                .header("Authorization", "Bearer anything")
                .header("Prefer", "deltaExcludeParent")
                .build();
        assertThat(new DeltaRound(List.of(json(send(excluding)))).names()).containsExactly("-" + gone, "root", "a.txt");
    }

    @Test
    void deleted_folder_is_reported_with_its_contents_on_business_and_alone_on_personal_drives() {
        SimulatedDrive personal = simulator.drive("/me/drive/root").type(DriveType.PERSONAL);
        DeltaTestClient personalClient = new DeltaTestClient(simulator, "/me/drive/root");
        for (SimulatedDrive each : List.of(drive, personal)) {
            each.create(each.createFolder(each.root(), "A"), "a.txt", 1);
        }
        String link = client.latest();
        String personalLink = personalClient.latest();
        for (SimulatedDrive each : List.of(drive, personal)) {
            each.items().values().stream()
                    .filter(item -> item.name().equals("A"))
                    .forEach(item -> each.delete(item.id()));
        }

        assertThat(round(link).names()).filteredOn(name -> name.startsWith("-")).hasSize(2);
        assertThat(round(personalLink).names())
                .filteredOn(name -> name.startsWith("-"))
                .hasSize(1);
        assertThat(personalClient.all().names()).containsExactly("root");
    }

    @Test
    void item_has_the_fields_of_graph() {
        String folder = drive.createFolder(drive.root(), "A b");
        String file = drive.create(folder, "a.pdf", 7);

        List<JsonNode> items = client.all().items();
        JsonNode item = items.get(items.size() - 1);

        assertThat(Json.names(item))
                .contains("@microsoft.graph.downloadUrl", "webUrl", "createdBy", "fileSystemInfo")
                .doesNotContain("deleted", "folder");
        assertThat(item.path("id").textValue()).isEqualTo(file);
        assertThat(item.path("eTag").textValue())
                .isEqualTo(drive.items().get(file).eTag());
        assertThat(item.path("cTag").textValue())
                .isEqualTo(drive.items().get(file).cTag());
        assertThat(item.path("size").longValue()).isEqualTo(7);
        assertThat(item.path("file").path("mimeType").textValue()).isEqualTo("application/pdf");
        assertThat(item.path("lastModifiedDateTime").textValue()).isEqualTo("2026-05-04T08:15:02Z");
        assertThat(item.path("lastModifiedBy").path("user").path("displayName").textValue())
                .isEqualTo("Ada Example");
        assertThat(item.path("parentReference").path("driveId").textValue()).isEqualTo("b!x");
        assertThat(item.path("parentReference").path("id").textValue()).isEqualTo(folder);
        assertThat(item.path("parentReference").path("path").textValue()).isEqualTo("/drives/b!x/root:/A%20b");
        assertThat(items.get(0).path("root").isObject()).isTrue();
        assertThat(items.get(0).path("folder").path("childCount").intValue()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"$select=id,name,eTag", "$select=id%2Cname%2CeTag", "%24select=id,name,eTag"})
    void selection_applies_to_the_page_and_to_its_links(String select) {
        drive.bulk(3);

        DeltaRound round = round(client.start() + "?" + select);

        assertThat(round.items())
                .hasSize(5)
                .allSatisfy(item -> assertThat(Json.names(item)).containsExactly("@odata.type", "eTag", "id", "name"));
        assertThat(round.deltaLink()).contains(select + "&token=");
    }

    @Test
    void deleted_item_without_a_selected_facet_looks_alive() {
        String file = drive.create(drive.root(), "a.txt", 1);
        String link = round(client.start() + "?$select=id,name&token=latest").deltaLink();
        drive.delete(file);

        assertThat(round(link).items())
                .anySatisfy(item -> assertThat(item.path("id").textValue()).isEqualTo(file));
        assertThat(round(link).items()).noneMatch(item -> item.has("deleted"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            BUSINESS         | @odata.type,deleted,file,id,lastModifiedDateTime,parentReference,size
            DOCUMENT_LIBRARY | @odata.type,deleted,file,id,lastModifiedDateTime,parentReference,size
            PERSONAL         | @odata.type,deleted,id
            PERSONAL_LEGACY  | @odata.type,deleted,file,id,name,parentReference
            """)
    void deleted_item_has_the_fields_of_the_kind_of_drive(DriveType type, String fields) {
        drive.type(type);
        String link = client.latest();
        drive.delete(drive.create(drive.root(), "a.txt", 1));

        assertThat(round(link).items())
                .filteredOn(item -> item.has("deleted"))
                .singleElement()
                .satisfies(item -> assertThat(Json.names(item)).containsExactly(fields.split(",")));
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
