// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import org.drivechange.simulator.internal.cli.SimulatorCli;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void help_names_every_option() {
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
            --graph-port            | --graph-port needs a value; --help shows one.
            --graph-port x          | --graph-port takes a port number, not x.
            --socket-port 65536     | The Socket.IO port is 0 (random) to 65535, not 65536.
            --ping-interval 25      | --ping-interval takes an ISO-8601 duration such as PT25S, not 25.
            --keystore no.p12       | The key store no.p12 cannot be read: File does not exist or it does not refer to a normal file: no.p12
            --token-lifetime PT60S  | --token-lifetime and --trust-directory require --sign-in.
            --sign-in --token-lifetime PT0S | The life of an access token is longer than nothing, not PT0S.
            --subscription-life P999999999999D | The subscription's life is 1 ms to 20 days (PT25S is 25 seconds), not PT23999999999976H.
            --subscription-life PT0S | The subscription's life is 1 ms to 20 days (PT25S is 25 seconds), not PT0S.
            """)
    void invalid_option_prints_one_sentence_and_exits_with_2(String options, String says) {
        assertThat(run(options.split(" "))).isEqualTo(2);
        assertThat(err.toString(UTF_8).lines()).containsExactly(says);
        assertThat(out.toString(UTF_8)).isEmpty();
    }

    @Test
    @Timeout(30)
    void program_prints_usage_and_runs_until_killed() throws Exception {
        Process program = program("--graph-port", "0", "--ping-interval", "PT1S");
        try (BufferedReader lines = program.inputReader()) {
            String text = Jvm.textUntil(lines, "/control\n");
            String graphUrl = text.replaceAll("(?s).*drivechange.graph.url=(\\S+).*", "$1");
            assertThat(text).contains("drivechange.token=anything", "curl -s -X POST");
            HttpRequest request = HttpRequest.newBuilder(URI.create(graphUrl + "/me/drive/root" + Http.SOCKET_IO))
                    .header("Authorization", "Bearer anything")
                    .build();
            assertThat(Http.send(request).statusCode()).isEqualTo(200);
            assertThat(program.isAlive()).isTrue();
            assertThat(program.getErrorStream().available()).isZero();
        } finally {
            program.destroy();
        }
    }

    @Test
    @Timeout(30)
    void the_program_exits_with_2_and_1() throws Exception {
        assertThat(program("--what").waitFor()).isEqualTo(2);
        try (GraphSimulator other = GraphSimulator.start()) {
            String taken = Integer.toString(URI.create(other.graphUrl()).getPort());
            assertThat(program("--graph-port", taken).waitFor()).isEqualTo(1);
        }
    }

    private int run(String... arguments) {
        return SimulatorCli.run(
                List.of(arguments), new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
    }

    private static Process program(String... arguments) throws IOException {
        return Jvm.run(GraphSimulator.class, List.of(), arguments);
    }
}
