// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.drivechange.simulator.client.DeltaTestClient.get;
import static org.drivechange.simulator.client.DeltaTestClient.page;
import static org.drivechange.simulator.client.DeltaTestClient.round;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import org.drivechange.simulator.DeltaFault;
import org.drivechange.simulator.DeltaStage;
import org.drivechange.simulator.GraphSimulator;
import org.drivechange.simulator.SimulatedDrive;
import org.drivechange.simulator.client.DeltaRound;
import org.drivechange.simulator.client.DeltaTestClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DeltaLinkFaultTest {

    private static final String NEXT = "@odata.nextLink";

    private static final String DELTA = "@odata.deltaLink";

    private final GraphSimulator simulator = GraphSimulator.start();

    private final SimulatedDrive drive = simulator.drive("/drives/b!x/root");

    private final DeltaTestClient client = new DeltaTestClient(simulator, "/drives/b!x/root");

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void empty_pages_lead_to_the_items() {
        drive.bulk(4);
        drive.fault(DeltaFault.EMPTY_PAGE, 3);

        assertThat(client.all().namesByPage().toString())
                .isEqualTo("[[], [], [], [file-2.txt, file-3.txt], [file-4.txt, file-5.txt]]");
    }

    @Test
    void next_link_is_repeated_while_the_fault_lasts() {
        drive.bulk(10);
        String next = text(page(client.start()), NEXT);
        drive.fault(DeltaFault.REPEATED_NEXT_LINK, 2);

        assertThat(text(page(next), NEXT)).isEqualTo(next);
        assertThat(text(page(next), NEXT)).isEqualTo(next);
        assertThat(text(page(next), NEXT)).isNotEqualTo(next);
    }

    @Test
    void endless_next_links_return_the_same_items() {
        drive.bulk(10);
        String next = text(page(client.start()), NEXT);
        drive.fault(DeltaFault.ENDLESS_NEXT_LINK, Integer.MAX_VALUE);

        JsonNode first = page(next);
        JsonNode second = page(text(first, NEXT));
        assertThat(second.path("value")).isEqualTo(first.path("value")).isNotEmpty();
        assertThat(text(second, NEXT)).isNotEqualTo(text(first, NEXT));

        drive.clearFaults();
        assertThat(round(text(second, NEXT)).deltaLink()).isNotNull();
    }

    @Test
    void delta_link_with_latest_returns_nothing_for_ever() {
        drive.fault(DeltaFault.LATEST_IN_DELTA_LINK);
        drive.bulk(3);
        String link = client.all().deltaLink();
        drive.bulk(1);

        assertThat(link).endsWith("&token=latest");
        assertThat(round(link).items()).isEmpty();
        assertThat(round(link.replace("&token=latest", "")).names()).contains("file-5.txt");
    }

    @Test
    void foreign_link_has_another_host_name_of_the_simulator() {
        drive.bulk(3);
        drive.fault(DeltaFault.FOREIGN_LINK);

        URI link = URI.create(text(page(client.start()), NEXT));

        assertThat(link).hasHost("127.0.0.1").hasPort(URI.create(client.start()).getPort());
        assertThat(round(link.toString()).deltaLink()).startsWith("http://127.0.0.1:");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ESCAPED_LINK   | %24select=id%2cname%2croot&token= | %2cname | ,name
            ESCAPED_LINK   | %23a%2cb%27                | %23     | %2523
            REWRITTEN_LINK | /users('ada%40             | %40     | @
            REWRITTEN_LINK | /delta?select=id,name,root&   | (       | %28
            FUNCTION_LINK  | /root/delta(token='        | ='      | =%27
            """)
    void spelled_link_returns_the_next_page_only_byte_for_byte(
            DeltaFault fault, String part, String spelling, String otherSpelling) {
        drive.bulk(4);
        drive.fault(fault, 2);

        String link = text(page(client.start() + "?$select=id,name,root"), NEXT);
        assertThat(link).contains(part);
        assertThat(get(link.replace(spelling, otherSpelling)).statusCode()).isEqualTo(400);
        DeltaRound rest = round(link);
        assertThat(rest.namesByPage().toString()).isEqualTo("[[file-4.txt, file-5.txt]]");
        assertThat(rest.deltaLink()).contains(part);
        drive.bulk(1);
        assertThat(round(rest.deltaLink()).names()).contains("file-6.txt");
        assertThat(simulator.requests())
                .last()
                .satisfies(request -> assertThat(request.target()).isEqualTo("/drives/b!x/root"));
    }

    @Test
    void invalid_link_is_not_a_uri() {
        drive.fault(DeltaFault.INVALID_LINK);

        String link = text(page(client.start()), DELTA);

        assertThatIllegalArgumentException().isThrownBy(() -> URI.create(link));
    }

    @ParameterizedTest
    @CsvSource({"NO_LINK,false,false", "BOTH_LINKS,true,true"})
    void page_has_no_link_or_both(DeltaFault fault, boolean next, boolean delta) {
        drive.bulk(1);
        drive.fault(fault, 1);

        JsonNode page = page(client.start());

        assertThat(page.has(NEXT)).isEqualTo(next);
        assertThat(page.has(DELTA)).isEqualTo(delta);
        assertThat(page.path("value")).hasSize(2);
    }

    @Test
    void page_with_both_links_continues_at_each_of_them() {
        drive.bulk(3);
        drive.fault(DeltaFault.BOTH_LINKS);

        JsonNode page = page(client.start());

        assertThat(round(text(page, NEXT)).names()).contains("file-4.txt");
    }

    @ParameterizedTest
    @EnumSource(
            value = DeltaFault.class,
            names = {"EMPTY_DELTA", "ROOT_ONLY"})
    void changes_follow_an_answer_without_them(DeltaFault fault) {
        String older = client.latest();
        drive.bulk(1);
        drive.fault(fault, 1, DeltaStage.DELTA_LINK);

        DeltaRound empty = round(older);

        assertThat(empty.namesByPage().toString()).isEqualTo("[[]]");
        assertThat(round(empty.deltaLink()).names()).contains("file-2.txt");
    }

    @Test
    void only_the_older_link_returns_skipped_changes() {
        String older = client.latest();
        drive.bulk(1);
        drive.fault(DeltaFault.EMPTY_DELTA_SKIPPING_CHANGES);
        String newer = round(older).deltaLink();

        assertThat(round(newer).items()).isEmpty();
        assertThat(round(older).names()).contains("file-2.txt");
    }

    @Test
    void reads_after_each_change_find_nothing() {
        drive.emptyReadsAfterChange(2);
        String link = client.latest();
        for (int change = 2; change <= 3; change++) {
            drive.bulk(1);
            assertThat(round(link).items()).isEmpty();
            assertThat(round(link).items()).isEmpty();
            assertThat(round(link).names()).contains("file-" + change + ".txt");
        }
    }

    private static String text(JsonNode page, String link) {
        return page.path(link).textValue();
    }
}
