// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import org.drivechange.simulator.GraphSimulator;
import org.drivechange.simulator.client.ChildJvm;
import org.drivechange.simulator.client.SimulatorHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulatorCliTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void help_lists_all_options() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString(UTF_8))
                .contains(
                        "--graph-port",
                        "--socket-port",
                        "--ping-interval",
                        "--ping-timeout",
                        "--subscription-life",
                        "--keystore",
                        "--keystore-password",
                        "--sign-in",
                        "--token-lifetime",
                        "--trust-directory",
                        "--help");
        assertThat(err.toString(UTF_8)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --port 1                | Unknown option --port; --help lists the options.
            --graph-port            | --graph-port needs a value; see --help.
            --graph-port x          | --graph-port expects a port number, found x.
            --socket-port 65536     | Expected a Socket.IO port of 0 (random) to 65535 but found 65536.
            --ping-interval 25      | --ping-interval expects an ISO-8601 duration such as PT25S, found 25.
            --keystore no.p12       | The key store no.p12 cannot be read: File does not exist or it does not refer to a normal file: no.p12
            --token-lifetime PT60S  | --token-lifetime and --trust-directory require --sign-in.
            --sign-in --token-lifetime PT0S | Expected a lifetime of an access token above zero but found PT0S.
            --subscription-life P999999999999D | Expected a subscription lifetime of 1 ms to 20 days, such as PT25S, but found PT23999999999976H.
            --subscription-life PT0S | Expected a subscription lifetime of 1 ms to 20 days, such as PT25S, but found PT0S.
            """)
    void invalid_option_prints_one_sentence_and_exits_with_2(String options, String message) {
        assertThat(run(options.split(" "))).isEqualTo(2);
        assertThat(err.toString(UTF_8).lines()).containsExactly(message);
        assertThat(out.toString(UTF_8)).isEmpty();
    }

    @Test
    @Timeout(30)
    void program_prints_usage_and_runs_until_stopped() throws Exception {
        Process program = program("--graph-port", "0", "--ping-interval", "PT1S");
        try (BufferedReader lines = program.inputReader()) {
            String text = ChildJvm.textUntil(lines, "/control\n");
            String graphUrl = text.replaceAll("(?s).*drivechange.graph.url=(\\S+).*", "$1");
            assertThat(text).contains("drivechange.token=anything", "curl -s -X POST");
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create(graphUrl + "/me/drive/root" + SimulatorHttpClient.SOCKET_IO))
                    .header("Authorization", "Bearer anything")
                    .build();
            assertThat(SimulatorHttpClient.send(request).statusCode()).isEqualTo(200);
            assertThat(program.isAlive()).isTrue();
            assertThat(program.getErrorStream().available()).isZero();
        } finally {
            program.destroy();
        }
    }

    @Test
    @Timeout(30)
    void program_exits_with_2_and_1() throws Exception {
        assertThat(program("--what").waitFor()).isEqualTo(2);
        try (GraphSimulator other = GraphSimulator.start()) {
            String port = Integer.toString(URI.create(other.graphUrl()).getPort());
            assertThat(program("--graph-port", port).waitFor()).isEqualTo(1);
        }
    }

    private int run(String... arguments) {
        return SimulatorCli.run(
                List.of(arguments), new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
    }

    private static Process program(String... arguments) throws IOException {
        return ChildJvm.run(GraphSimulator.class, List.of(), arguments);
    }
}
