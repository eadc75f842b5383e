// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.graph.AccessToken;
import org.drivechange.impl.graph.GraphFailure;
import org.drivechange.impl.graph.Subscription;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * {@code toString} of signals, commands and states shows no token, no query of the notificationUrl and no content of frames.
 */
class SessionSecretsTest {

    private static final AccessToken TOKEN = new AccessToken("t0k3n-0f-gr4ph");
    private static final Subscription SUBSCRIPTION = new Subscription(
            "7", "https://h.svc.ms/notifications?token=s3cr3t-t0k3n&applicationId=s3cr3t-4pp", Duration.ofHours(1));
    private static final List<String> FRAMES = List.of(
            "0{\"sid\":\"3ng1n3-s1d\",\"upgrades\":[],\"pingInterval\":25000,\"pingTimeout\":20000}",
            "40/notifications,{\"sid\":\"s0ck3t-s1d\",\"pid\":\"pr1v4t3-1d\"}",
            "42/notifications,7[\"other\",\"{\\\"value\\\":[{\\\"clientState\\\":\\\"cl13nt-st4t3\\\"}]}\"]",
            "42/notifications,[\"notification\",\"{\\\"value\\\":[{\\\"x\\\":\\\"cl13nt-st4t3\\\"},7]}\",\"0ffs3t\"]",
            "451-/notifications,[\"x\",{\"_placeholder\":true,\"num\":0},\"cl13nt-st4t3\"]");

    private static final String[] SECRETS = {
        "t0k3n", "s3cr3t", "applicationId", "3ng1n3-s1d", "pr1v4t3-1d", "0ffs3t", "cl13nt-st4t3", "_placeholder"
    };

    private final SessionMachine machine =
            new SessionMachine(SessionMachineHarness.KEY, SessionMachineHarness.SETTINGS, new SplittableRandom(1));
    private final List<Command> commands = new ArrayList<>();
    private SessionSnapshot session = SessionSnapshot.idle();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    private void put(Signal signal) {
        Transition step = machine.onSignal(session, signal, now);
        session = step.session();
        commands.addAll(step.commands());
        assertThat(signal + " " + step).doesNotContain(SECRETS);
        step.commands().forEach(command -> assertThat(command.toString()).doesNotContain(SECRETS));
    }

    private void open(long attempt) {
        put(new Signal.TokenReceived(attempt, TOKEN));
        put(new Signal.PermitGranted(attempt));
        put(new Signal.SubscriptionReceived(attempt, SUBSCRIPTION));
        put(new Signal.ConnectionOpened(attempt));
        FRAMES.forEach(frame -> put(new Signal.TextReceived(attempt, frame)));
    }

    @BeforeEach
    void live() {
        put(new Signal.Start());
        open(1);
        assertThat(session.state()).isInstanceOf(SessionState.Open.class);
    }

    @Test
    void recovery_shows_no_secret() {
        put(new Signal.ConnectionLost(1, "close code 1008, s3cr3t-t0k3n is no good"));
        for (int i = 0; i < 20 && !(session.state() instanceof SessionState.Subscribing); i++) {
            now = now.plusSeconds(1);
            put(new Signal.Tick());
        }
        put(new Signal.PermitGranted(2));
        put(new Signal.ConnectionOpened(2));
        put(new Signal.TextReceived(2, FRAMES.get(0)));
        assertThat(commands)
                .filteredOn(command -> command instanceof Command.Send send
                        && send.frame().contains("{\"pid\":\"pr1v4t3-1d\",\"offset\":\"0ffs3t\"}"))
                .hasSize(1);
        put(new Signal.TextReceived(2, FRAMES.get(3)));
        put(new Signal.TextReceived(2, "44/notifications,{\"message\":\"s3cr3t-4pp\"}"));
        assertThat(session.state()).isInstanceOf(SessionState.Waiting.class);
    }

    @Test
    void refusal_with_escaped_credentials_shows_no_secret() {
        put(new Signal.BinaryReceived(1, ByteBuffer.wrap(new byte[] {1})));
        put(new Signal.TextReceived(
                1,
                "44/notifications,{\"message\":\"bad \\u0073\\u0033cr3t\\u002dt0k3n, s3cr3t%2D4pp &#115;3cr3t-t0k3n\","
                        + "\"args\":[\"s3cr3t-4pp\"]}"));
        assertThat(commands)
                .anyMatch(command -> command instanceof Command.ReportFailure failure
                        && failure.failure()
                                .detail()
                                .contains("the server sent \"bad [redacted], [redacted] [redacted]\""));
    }

    @Test
    void renewal_shows_no_secret() {
        now = now.plus(SUBSCRIPTION.lifetime()).minus(SessionMachineHarness.SETTINGS.renewBefore());
        put(new Signal.BinaryReceived(1, ByteBuffer.wrap(new byte[] {1})));
        put(new Signal.Tick());
        assertThat(session.state()).isInstanceOf(SessionState.Renewing.class);
        open(2);
        assertThat(session.state()).isInstanceOf(SessionState.Open.class);
        put(new Signal.Stop("the application stops"));
    }

    @Test
    void failed_websocket_shows_no_secret() {
        put(new Signal.TextReceived(1, "41/notifications,"));
        for (int i = 0; i < 20 && !(session.state() instanceof SessionState.Subscribing); i++) {
            now = now.plusSeconds(1);
            put(new Signal.Tick());
        }
        put(new Signal.TokenReceived(2, TOKEN));
        put(new Signal.PermitGranted(2));
        put(new Signal.SubscriptionReceived(2, SUBSCRIPTION));
        put(new Signal.ConnectionLost(2, "403 for s3cr3t-t0k3n"));
        assertThat(commands)
                .anyMatch(command -> command instanceof Command.ReportFailure failure
                        && failure.failure().detail().endsWith("403 for [redacted]"));
    }

    @Test
    void rejected_token_shows_no_secret() {
        put(new Signal.TextReceived(1, "41/notifications,"));
        for (int i = 0; i < 20 && !(session.state() instanceof SessionState.Subscribing); i++) {
            now = now.plusSeconds(1);
            put(new Signal.Tick());
        }
        for (int i = 0; i < 2; i++) {
            put(new Signal.TokenReceived(2, TOKEN));
            put(new Signal.PermitGranted(2));
            put(new Signal.SubscriptionReceived(
                    2, new GraphFailure(ErrorCode.GRAPH_UNAUTHORIZED, "HTTP 401", Optional.empty())));
        }
        assertThat(commands).anyMatch(Command.RequestToken.class::isInstance);
        assertThat(commands).contains(new Command.RejectToken(TOKEN, SessionMachineHarness.SETTINGS.connectTimeout()));
    }
}
