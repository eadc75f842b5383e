// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.logging.LogRecord;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import org.drivechange.DriveSessionOpened;
import org.drivechange.DriveTarget;
import org.drivechange.DriveWatch;
import org.drivechange.impl.LogLines;
import org.drivechange.impl.integration.fixture.RuntimeThreads;
import org.drivechange.impl.integration.fixture.TestApplication;
import org.drivechange.simulator.FaultProxy;
import org.drivechange.simulator.GraphSimulator;
import org.drivechange.simulator.NetworkConditions;
import org.drivechange.simulator.NetworkConditions.End;
import org.drivechange.simulator.StreamPosition;
import org.drivechange.simulator.TestAuthority;
import org.drivechange.simulator.TestAuthority.Certificate;
import org.drivechange.testkit.EventRecorder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tests a network that discards, without a reset, all packets of existing connections to Graph. New connections work.
 * The WebSockets are not affected.
 */
@Tag("soak")
class DeadGraphConnectionTest {

    private static final Duration LIFE = Duration.ofSeconds(12);

    @TempDir
    private static Path directory;

    private static SSLContext before;
    private static SSLContext server;

    @BeforeAll
    static void trust() throws Exception {
        before = SSLContext.getDefault();
        TestAuthority authority = TestAuthority.in(directory);
        server = authority.server(Certificate.GOOD);
        SSLContext.setDefault(authority.client());
    }

    @AfterAll
    static void restore() {
        SSLContext.setDefault(before);
    }

    /**
     * Sessions that open simultaneously use a connection each. All of these are pooled and dead when the first request
     * of a renewal uses one of them.
     */
    @ParameterizedTest
    @CsvSource({"1, 1", "6, 6", "6, 1"})
    void renewal_on_a_dead_connection_succeeds_at_the_second_attempt_and_the_session_stays_open(
            int connections, int sessions) {
        try (GraphSimulator simulator = GraphSimulator.builder()
                        .graphTls(server)
                        .subscriptionLife(LIFE)
                        .start();
                FaultProxy network = FaultProxy.before(
                        "localhost", URI.create(simulator.graphUrl()).getPort());
                LogLines log = new LogLines();
                TestApplication application = TestApplication.start(
                        TestApplication.configuration(
                                through(network, simulator.graphUrl()),
                                Map.of("drivechange.renew-before", "PT6S", "drivechange.connect-timeout", "PT2S")),
                        EventRecorder.class)) {
            List<String> targets = open(application, connections, sessions);
            assertThat(simulator.requests()).hasSize(connections);
            network.liveConnections(NetworkConditions.endingAt(StreamPosition.now(), End.SILENCE));

            await().atMost(LIFE).until(() -> renewals(log).size() == sessions);
            for (String target : targets) {
                assertThat(late(log, target)).as("late requests of %s", target).hasSizeLessThanOrEqualTo(1);
                // the connection replaced by the renewal delivers until it is drained
                await().until(() -> simulator.sessions(target) == 1);
                simulator.emit(target);
                application.events().awaitChanges(target, 1);
                assertThat(application.events().of(target)).hasSize(2).first().isInstanceOf(DriveSessionOpened.class);
            }
            assertThat(late(log, "")).isNotEmpty();
        }
        RuntimeThreads.awaitEnd();
    }

    /** Opens one session per required connection, then closes all but some of them. */
    private static List<String> open(TestApplication application, int connections, int sessions) {
        List<DriveWatch> watches = IntStream.range(0, connections)
                .mapToObj(number -> DriveTarget.parse("/drives/d" + number + "/root"))
                .map(application.changes()::watch)
                .toList();
        watches.forEach(watch -> application.events().awaitOpened(watch.target().path(), 1));
        watches.subList(sessions, connections).forEach(DriveWatch::close);
        return watches.subList(0, sessions).stream()
                .map(watch -> watch.target().path())
                .toList();
    }

    private static List<String> late(LogLines log, String target) {
        return lines(log, line -> line.startsWith("DRC2004 " + target));
    }

    private static List<String> renewals(LogLines log) {
        return lines(log, line -> line.endsWith(" is renewed."));
    }

    private static List<String> lines(LogLines log, Predicate<String> filter) {
        return log.records().stream().map(LogRecord::getMessage).filter(filter).toList();
    }

    private static String through(FaultProxy network, String url) {
        return url.replace(":" + URI.create(url).getPort(), ":" + network.port());
    }
}
