// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.drivechange.simulator.client.DeltaTestClient.page;
import static org.drivechange.simulator.client.DeltaTestClient.round;
import static org.drivechange.simulator.client.SimulatorHttpClient.json;
import static org.drivechange.simulator.client.SimulatorHttpClient.send;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import org.drivechange.simulator.GraphSimulator;
import org.drivechange.simulator.SimulatedDrive;
import org.drivechange.simulator.client.DeltaRound;
import org.drivechange.simulator.client.DeltaTestClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeltaPageTest {

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
}
