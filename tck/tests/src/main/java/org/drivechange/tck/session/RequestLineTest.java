// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.session;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.drivechange.DriveChanges;
import org.drivechange.DriveTarget;
import org.drivechange.DriveWatch;
import org.drivechange.tck.Application;
import org.drivechange.tck.Assertion;
import org.drivechange.tck.EventCollector;
import org.drivechange.tck.SimulatorClient;
import org.drivechange.tck.TckTest;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Tests the request line sent by the server's WebSocket client. */
@TckTest
class RequestLineTest {

    private static final String TARGET = "/drives/request-line/root";
    private static final String PLAIN = "a=1&b=&c&d=x.y-z_~!*'()&e=a/b:c@d,e;f&g=1+1";
    private static final String ENCODED = "h=%2B%20%2f%25&i=%C3%A9&j=%3D%26%3D%3d";

    /** Prefix added by the simulator. */
    private static final String CREDENTIALS = "token=s3cr3t-[0-9a-f-]{36}&applicationId=s3cr3t-[0-9a-f-]{36}&";

    @Deployment
    static WebArchive application() {
        return Application.of(RequestLineTest.class).war();
    }

    @Inject
    EventCollector events;

    @Inject
    SimulatorClient simulator;

    @Inject
    DriveChanges changes;

    private String requestLine(String target, String query) {
        simulator.query(target, query);
        try (DriveWatch watch = changes.watch(DriveTarget.parse(target))) {
            events.awaitOpened(watch.target().path());
            return simulator.upgradeRequestLines().stream()
                    .filter(line -> line.contains("a=1&") || line.contains("h="))
                    .reduce((former, latter) -> latter)
                    .orElseThrow();
        }
    }

    /** Removes the parameters added by the protocol. */
    private static String query(String requestLine) {
        assertThat(requestLine).startsWith("GET /socket.io/?").endsWith(" HTTP/1.1");
        String all = requestLine.substring("GET /socket.io/?".length(), requestLine.length() - " HTTP/1.1".length());
        return Stream.of(all.split("&", -1))
                .filter(parameter -> !parameter.startsWith("EIO=") && !parameter.startsWith("transport="))
                .collect(Collectors.joining("&"));
    }

    @Assertion(id = "session-11")
    void request_line_contains_the_query_byte_for_byte() {
        assertThat(query(requestLine(TARGET, PLAIN))).matches(CREDENTIALS + Pattern.quote(PLAIN));
    }

    @Assertion(id = "session-11")
    void request_line_contains_a_percent_encoded_query_byte_for_byte() {
        assertThat(query(requestLine("/drives/encoded-line/root", ENCODED)))
                .matches(CREDENTIALS + Pattern.quote(ENCODED));
    }

    @Assertion(id = "session-12")
    void request_line_replaces_protocol_parameters_of_the_query() {
        String line = requestLine("/drives/protocol-line/root", "a=1&EIO=9&transport=polling&sid=x&b64=1&z=2");

        assertThat(line)
                .contains("EIO=4", "transport=websocket", "a=1", "z=2")
                .doesNotContain("EIO=9", "transport=polling", "sid=x", "b64=1");
    }
}
