// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.network;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import org.drivechange.simulator.GraphSimulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the control API's protection against web pages of other origins. */
class LocalOriginCheckTest {

    private static final GraphSimulator SIMULATOR = GraphSimulator.start();
    private static final int PORT = URI.create(SIMULATOR.controlUrl()).getPort();

    @AfterAll
    static void stop() {
        SIMULATOR.close();
    }

    /** Sends the headers through a socket, because the JDK's client restricts some of them. */
    private static String status(String method, String headers) throws IOException {
        try (Socket socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), PORT)) {
            String request = method + " /control/notes HTTP/1.1\r\n" + headers.replace("PORT", String.valueOf(PORT))
                    + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
            socket.getOutputStream()
                    .write(request.replaceAll("(\r\n)+Content", "\r\nContent").getBytes(US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), US_ASCII);
            return answer.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Host: localhost:PORT
            Host: LOCALHOST
            Host: 127.0.0.1:PORT
            Host: [::1]:PORT
            """)
    void control_api_answers_requests_to_loopback_names(String host) throws IOException {
        assertThat(status("GET", host)).isEqualTo("200");
        assertThat(status("GET", host + "\r\nOrigin: http://" + host.substring("Host: ".length())))
                .isEqualTo("200");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Host: evil.example                 | Accept: */*
            Host: evil.example:PORT            | Accept: */*
            Host: localhost.evil.example       | Accept: */*
            Host: 127.0.0.1.evil.example:PORT  | Accept: */*
            Host: localhost:PORT               | Origin: https://evil.example
            Host: localhost:PORT               | Origin: http://localhost.evil.example:PORT
            Host: localhost:PORT               | Origin: http://localhost:1
            Host: localhost:PORT               | Origin: null
            """)
    void control_api_rejects_other_hosts_and_origins(String host, String other) throws IOException {
        for (String method : new String[] {"GET", "POST"}) {
            assertThat(status(method, host + "\r\n" + other)).as(method).isEqualTo("403");
        }
    }
}
