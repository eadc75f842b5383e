// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.drivechange.simulator.client.DeltaTestClient.round;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.drivechange.simulator.DriveType;
import org.drivechange.simulator.GraphSimulator;
import org.drivechange.simulator.SimulatedDrive;
import org.drivechange.simulator.client.DeltaRound;
import org.drivechange.simulator.client.DeltaTestClient;
import org.drivechange.simulator.internal.network.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeltaItemTest {

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
}
