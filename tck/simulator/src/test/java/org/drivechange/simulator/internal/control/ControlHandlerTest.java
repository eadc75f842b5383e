// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.drivechange.simulator.client.SimulatorHttpClient.json;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.drivechange.simulator.GraphSimulator;
import org.drivechange.simulator.client.SimulatorHttpClient;
import org.drivechange.simulator.internal.network.HttpListener;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the control API's error responses, which name the accepted values. */
class ControlHandlerTest {

    private static final GraphSimulator SIMULATOR = GraphSimulator.start();

    private final SimulatorHttpClient http = new SimulatorHttpClient(SIMULATOR);

    @AfterAll
    static void stop() {
        SIMULATOR.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /emit            | {                                                | JSON object
            /emit            | []                                               | [ack, count, json, target]
            /emit            | {"target":"/me/drive/root","times":3}            | but found [times]
            /emit            | {}                                               | /drives/{driveId}/root
            /emit            | {"target":"/me"}                                 | /sites/{siteId}/lists/{listId}/drive/root
            /emit            | {"target":7}                                     | "target" must be a string; found 7.
            /emit            | {"target":"/me/drive/root","count":0}            | integer of at least 1 and at most 100000; found 0
            /emit            | {"target":"/me/drive/root","count":"3"}          | at least 1 and at most 100000; found "3"
            /emit            | {"target":"/me/drive/root","count":100001}       | at least 1 and at most 100000; found 100001
            /emit            | {"target":"/me/drive/root","ack":1}              | true or false
            /emit            | {"target":"/me/drive/root","ack":true,"json":{}} | omit "json"
            /drop            | {"target":"/me/drive/root"}                      | [DISCONNECT, CLOSE_FRAME, RESET, SILENCE]; found nothing
            /drop            | {"target":"/me/drive/root","how":"GENTLY"}       | found "GENTLY"
            /frame           | {"target":"/me/drive/root"}                      | exactly one of "text" and "base64"
            /frame           | {"target":"/me/drive/root","base64":"!"}         | must be base64
            /throttle        | {"count":2147483647}                             | at least 1 and at most 100000; found 2147483647
            /throttle        | {"retryAfter":"5"}                               | ISO-8601 duration such as PT5S; found "5"
            /throttle        | {"retryAfter":"PT9223372036854775807.999999999S"} | at most PT876000H
            /subscriptions   | {"target":"/me/drive/root","life":"P36501D"}     | at most PT876000H
            /throttle        | {"retryAfter":"PT-5S"}                           | zero or longer
            /refuse-upgrades | {"count":-1}                                     | at least 0
            /script          | {"replies":{}}                                   | an array of responses
            /script          | {"replies":[7]}                                  | a response as a JSON object such as
            /script          | {"replies":[{"statsu":503}]}                     | fields [body, delay, hang, headers, status] but found [statsu]
            /script          | {"replies":[{"headers":"x"}]}                    | "headers" must be an object of strings such as {"Retry-After":"5"}; found "x"
            /script          | {"replies":[{"headers":{"Retry-After":5}}]}      | found {"Retry-After":5}
            /script          | {"replies":[{"headers":{"X":"a\\nb"}}]}            | headers of one line each
            /script          | {"replies":[{"status":"503"}]}                   | "status" must be an integer of at least 200; found "503"
            /always          | {"target":"/me/drive/root","reply":{"stat":404}} | found [stat]
            /script          | {"replies":[{"status":99}]}                      | at least 200
            /script          | {"replies":[{"status":700}]}                     | 200 to 599
            /freeze          | {"now":true}                                     | no fields but found [now]
            """)
    void control_api_rejects_invalid_input_and_names_accepted_values(String call, String body, String expected) {
        HttpResponse<String> response = http.post(call, body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).path("error").textValue()).contains(expected).endsWith(".");
    }

    @Test
    void control_api_reads_and_rejects_a_body_over_the_limit() {
        HttpResponse<String> response = http.post("/note", " ".repeat(40 * 1024 * 1024));

        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(json(response).path("error").textValue()).isEqualTo("Expected a body of at most 16777216 bytes.");
    }

    @Test
    void control_api_answers_a_failing_call_with_500() {
        HttpListener listener = new HttpListener(0, Optional.empty());
        ControlCall failing = ControlCall.get("/fail", "Fails.", in -> {
            throw new ArithmeticException("overflow");
        });
        listener.serve("/control", new ControlHandler(() -> listener.url("/control"), List.of(failing)));
        listener.start();
        try {
            HttpResponse<String> response =
                    SimulatorHttpClient.send(HttpRequest.newBuilder(URI.create(listener.url("/control/fail")))
                            .build());

            assertThat(response.statusCode()).isEqualTo(500);
            assertThat(json(response).path("error").textValue())
                    .isEqualTo("The simulator failed: java.lang.ArithmeticException: overflow");
        } finally {
            listener.stop();
        }
    }

    @Test
    void control_api_rejects_unknown_calls_and_methods() {
        assertThat(http.get("/nothing").statusCode()).isEqualTo(404);
        assertThat(http.get("/nothing").body()).contains(SIMULATOR.controlUrl());
        assertThat(http.get("/emit").statusCode()).isEqualTo(405);
        assertThat(http.get("/emit").body()).contains("/control/emit expects the method POST.");
        assertThat(http.post("/state", "").statusCode()).isEqualTo(405);
    }
}
