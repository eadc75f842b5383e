// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.drivechange.simulator.client.DeltaTestClient.get;
import static org.drivechange.simulator.client.DeltaTestClient.page;
import static org.drivechange.simulator.client.DeltaTestClient.round;
import static org.drivechange.simulator.client.SimulatorHttpClient.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.drivechange.simulator.DeltaFault;
import org.drivechange.simulator.DeltaStage;
import org.drivechange.simulator.GraphSimulator;
import org.drivechange.simulator.SimulatedDrive;
import org.drivechange.simulator.client.DeltaRound;
import org.drivechange.simulator.client.DeltaTestClient;
import org.drivechange.simulator.internal.network.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeltaAnswerFaultTest {

    private final GraphSimulator simulator = GraphSimulator.start();

    private final SimulatedDrive drive = simulator.drive("/drives/b!x/root");

    private final DeltaTestClient client = new DeltaTestClient(simulator, "/drives/b!x/root");

    @BeforeEach
    void createFiles() {
        drive.bulk(4);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @ParameterizedTest
    @CsvSource({
        "LINK_BAD_REQUEST,400,invalidRequest",
        "LINK_NOT_FOUND,404,itemNotFound",
        "GONE_RESYNC_REQUIRED,410,resyncRequired",
        "GONE_APPLY_DIFFERENCES,410,resyncChangesApplyDifferences",
        "GONE_UPLOAD_DIFFERENCES,410,resyncChangesUploadDifferences",
        "GONE_SYNC_STATE_NOT_FOUND,410,syncStateNotFound",
        "GONE_MIXED_CASE,410,ResyncREQUIRED",
        "UNAUTHORIZED,401,InvalidAuthenticationToken",
        "FORBIDDEN,403,accessDenied",
        "THROTTLED,429,activityLimitReached",
        "NO_COHERENT_VIEW,500,cannotSnapshotTree",
        "BAD_GATEWAY,502,generalException",
        "UNAVAILABLE,503,serviceNotAvailable",
        "GATEWAY_TIMEOUT,504,timeout",
        "INSUFFICIENT_STORAGE,507,quotaLimitReached",
        "BANDWIDTH_EXCEEDED,509,activityLimitReached"
    })
    void error_replaces_a_page_in_mid_round_once(DeltaFault fault, int status, String code) {
        drive.fault(fault, 1, DeltaStage.NEXT_LINK);

        String next = page(client.start()).path("@odata.nextLink").textValue();
        HttpResponse<String> response = get(next);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(json(response).path("error").path("code").textValue()).isEqualTo(code);
        assertThat(response.headers().firstValue("Location").isPresent()).isEqualTo(status == 410);
        assertThat(response.headers().firstValue("Retry-After")).isEmpty();
        assertThat(round(next).names()).contains("file-5.txt");
    }

    @ParameterizedTest
    @CsvSource({
        "GONE_INNER_APPLY_DIFFERENCES,resyncApplyDifferences",
        "GONE_INNER_UPLOAD_DIFFERENCES,resyncUploadDifferences"
    })
    void resync_code_is_in_the_inner_error(DeltaFault fault, String code) {
        String link = client.latest();
        drive.fault(fault);

        JsonNode error = json(get(link)).path("error");

        assertThat(error.path("innererror").path("code").textValue()).isEqualTo(code);
    }

    @Test
    void gone_may_have_no_body() {
        String link = client.latest();
        drive.fault(DeltaFault.GONE_WITHOUT_BODY);

        assertThat(get(link).statusCode()).isEqualTo(410);
        assertThat(get(link).statusCode()).isEqualTo(200);
    }

    @Test
    void link_faults_wait_for_a_link() {
        drive.fault(DeltaFault.LINK_NOT_FOUND);

        String link = client.latest();

        assertThat(get(link).statusCode()).isEqualTo(404);
    }

    @Test
    void delta_answers_504_for_one_token_only() {
        String first = client.latest();
        String second = client.latest();
        drive.fault(DeltaFault.GATEWAY_TIMEOUT_FOR_TOKEN, 2);

        assertThat(get(first).statusCode()).isEqualTo(504);
        assertThat(get(second).statusCode()).isEqualTo(200);
        assertThat(get(first).statusCode()).isEqualTo(504);
        assertThat(get(first).statusCode()).isEqualTo(200);

        drive.fault(DeltaFault.GATEWAY_TIMEOUT_FOR_TOKEN, Integer.MAX_VALUE);
        assertThat(get(second).statusCode()).isEqualTo(504);
        assertThat(get(second).statusCode()).isEqualTo(504);
        assertThat(get(first).statusCode()).isEqualTo(200);
        drive.clearFaults();
        assertThat(get(second).statusCode()).isEqualTo(200);
    }

    @Test
    void faults_are_applied_in_order() {
        drive.fault(DeltaFault.UNAVAILABLE);
        drive.fault(DeltaFault.THROTTLED, 2);

        assertThat(List.of(0, 1, 2, 3))
                .extracting(i -> get(client.start()).statusCode())
                .containsExactly(503, 429, 429, 200);
    }

    @Test
    void error_in_value_follows_the_items() {
        drive.fault(DeltaFault.ERROR_IN_VALUE);

        JsonNode page = page(client.start());

        assertThat(page.path("value").path(3).path("error").path("code").textValue())
                .isEqualTo("InternalServerError");
        assertThat(page.has("@odata.nextLink")).isTrue();
    }

    @Test
    void page_may_have_an_element_without_an_id_or_no_value() {
        drive.fault(DeltaFault.ITEM_WITHOUT_ID);
        drive.fault(DeltaFault.NO_VALUE);

        assertThat(page(client.start()).path("value"))
                .hasSize(4)
                .last()
                .satisfies(item -> assertThat(item.has("id")).isFalse());
        assertThat(page(client.start()).has("value")).isFalse();
        assertThat(page(client.start()).path("value")).hasSize(3);
    }

    @Test
    void items_may_have_an_id_only() {
        drive.fault(DeltaFault.ID_ONLY_ITEMS);

        assertThat(page(client.start()).path("value"))
                .hasSize(3)
                .allSatisfy(item -> assertThat(Json.names(item)).containsExactly("id"));
    }

    @Test
    void dates_may_be_in_the_year_one() {
        drive.fault(DeltaFault.YEAR_ONE_DATES);

        assertThat(page(client.start()).path("value"))
                .hasSize(3)
                .allSatisfy(item -> assertThat(item.path("createdDateTime").textValue())
                        .isEqualTo(item.path("lastModifiedDateTime").textValue())
                        .startsWith("0001-01-01T"));
    }

    @Test
    void deleted_items_may_come_last_or_be_annotated() {
        String link = client.latest();
        drive.delete(drive.create(drive.root(), "a.txt", 1));
        drive.create(drive.root(), "b.txt", 1);
        drive.fault(DeltaFault.DELETIONS_LAST);
        drive.fault(DeltaFault.REMOVED_ANNOTATIONS);

        assertThat(page(link).path("value"))
                .hasSize(3)
                .last()
                .satisfies(item -> assertThat(item.has("deleted")).isTrue());
        assertThat(page(link).path("value")).hasSize(3).first().satisfies(item -> {
            assertThat(item.has("deleted")).isFalse();
            assertThat(item.path("@removed").path("reason").textValue()).isEqualTo("deleted");
        });
    }

    @Test
    void repeated_items_end_with_the_current_state() {
        drive.fault(DeltaFault.REPEATED_ITEMS);

        assertThat(new DeltaRound(List.of(page(client.start()))).names())
                .containsExactly(
                        "outdated-root",
                        "outdated-file-2.txt",
                        "outdated-file-3.txt",
                        "root",
                        "file-2.txt",
                        "file-3.txt");
    }

    @Test
    void body_may_be_truncated_or_oversized() {
        drive.fault(DeltaFault.TRUNCATED_BODY);
        drive.fault(DeltaFault.OVERSIZED_BODY);

        String truncated = get(client.start()).body();
        assertThat(truncated).startsWith("{\"@odata.context\"");
        assertThatThrownBy(() -> Json.read(truncated)).isInstanceOf(JsonProcessingException.class);
        assertThat(get(client.start()).body()).hasSizeGreaterThan(17 * 1024 * 1024);
    }

    @Test
    void connection_may_end_within_the_body() {
        drive.fault(DeltaFault.ABORTED_BODY);

        assertThatThrownBy(() -> get(client.start())).isInstanceOf(CompletionException.class);
        assertThat(get(client.start()).statusCode()).isEqualTo(200);
    }

    @Test
    void page_may_have_rate_limit_headers() {
        drive.fault(DeltaFault.RATE_LIMIT_HEADERS);

        HttpResponse<String> response = get(client.start());

        assertThat(response.headers().firstValue("RateLimit-Reset")).contains("1");
        assertThat(response.headers().firstValue("RateLimit-Remaining")).contains("0");
        assertThat(json(response).path("value")).hasSize(3);
    }

    @Test
    void drive_rejects_invalid_faults() {
        assertThatIllegalArgumentException().isThrownBy(() -> drive.fault(DeltaFault.THROTTLED, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> drive.fault(DeltaFault.THROTTLED, 1, DeltaStage.DRIVE));
    }
}
