// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.session;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.drivechange.benchmarks.micro.NotificationDecoder;
import org.drivechange.benchmarks.micro.SampleFrames;
import org.drivechange.impl.engineio.EngineIoVersion;
import org.drivechange.impl.graph.AccessToken;
import org.drivechange.impl.graph.HostPolicy;
import org.drivechange.impl.graph.SessionKey;
import org.drivechange.impl.graph.Subscription;
import org.drivechange.impl.retry.ReconnectSettings;
import org.drivechange.impl.socketio.NotificationUrl.Reading;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Measures how an open session processes a frame, from the signal to the commands. */
@State(Scope.Thread)
public class SessionStepBenchmark {

    private static final long LINK = 1;

    private final Instant now = Instant.parse("2026-05-10T21:52:27Z");
    private String notification = SampleFrames.NOTIFICATION;
    private String another = SampleFrames.NOTIFICATION.replace("8082D436", "8082D437");
    private boolean alternate;
    private String ping = SampleFrames.PING;
    private SessionMachine machine;
    private SessionSnapshot session;

    /** Opens a session, from its start to its first notification. */
    @Setup
    public void open() {
        SessionSettings settings = new SessionSettings(
                Duration.ofSeconds(30),
                new ReconnectSettings(Duration.ofSeconds(1), Duration.ofMinutes(5), 0.5),
                Duration.ofMinutes(2),
                new SessionSettings.Wire(EngineIoVersion.EIO4, Reading.NAMESPACE, 1 << 20),
                new HostPolicy(List.of(), false));
        machine = new SessionMachine(new SessionKey(NotificationDecoder.TARGET, ""), settings, new SplittableRandom(1));
        session = SessionSnapshot.idle();
        step(new Signal.Start());
        step(new Signal.TokenReceived(LINK, new AccessToken("token")));
        step(new Signal.PermitGranted(LINK));
        String url = "https://example.svc.ms/notifications?token=notification-token";
        step(new Signal.SubscriptionReceived(LINK, new Subscription("id", url, Duration.ofHours(1))));
        step(new Signal.ConnectionOpened(LINK));
        step(new Signal.TextReceived(LINK, SampleFrames.HANDSHAKE));
        step(new Signal.TextReceived(LINK, SampleFrames.WELCOME));
        List<Command> notified = notification().commands();
        List<Command> answered = ping().commands();
        if (!(notified.get(0) instanceof Command.FireEvent) || !(answered.get(0) instanceof Command.Send)) {
            throw new IllegalStateException(notified + " and " + answered);
        }
    }

    /** Repeats the previous notification, as Graph's notifications are equal. */
    @Benchmark
    public Transition notification() {
        return step(new Signal.TextReceived(LINK, notification));
    }

    @Benchmark
    public Transition anotherNotification() {
        alternate = !alternate;
        return step(new Signal.TextReceived(LINK, alternate ? notification : another));
    }

    @Benchmark
    public Transition ping() {
        return step(new Signal.TextReceived(LINK, ping));
    }

    private Transition step(Signal signal) {
        Transition step = machine.onSignal(session, signal, now);
        session = step.session();
        return step;
    }
}
