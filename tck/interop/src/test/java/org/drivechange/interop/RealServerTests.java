// SPDX-License-Identifier: Apache-2.0
package org.drivechange.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.awaitility.core.ConditionFactory;
import org.drivechange.DriveTarget;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;

/** Base class of tests that run once per set-up, against one server that is reset between tests. */
@NeedsNode
@ParameterizedClass
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RealServerTests {

    static final DriveTarget MY_DRIVE = DriveTarget.parse(MyDrive.TARGET);
    static final DriveTarget OTHER_DRIVE = DriveTarget.parse(OtherDrive.TARGET);

    @Parameter
    private SetUp setUp;

    private final String[] options;
    private RealServer server;

    /**
     * Constructor for subclasses.
     *
     * @param options the options of {@code server.js} besides the set-up
     */
    RealServerTests(String... options) {
        this.options = options;
    }

    @BeforeParameterizedClassInvocation
    void start() {
        server = RealServer.start(setUp, options);
    }

    @BeforeEach
    void forget() {
        server.reset();
    }

    @AfterParameterizedClassInvocation
    void stop() {
        server.close();
    }

    SetUp setUp() {
        return setUp;
    }

    RealServer server() {
        return server;
    }

    ServerState.OfTarget seen(DriveTarget target) {
        return server.state().of(target);
    }

    /** Starts an application whose session to {@link #MY_DRIVE} is open on both sides. */
    Application openApplication() {
        Application application = Application.on(server, setUp).start();
        try {
            awaitOpen(application.recorder(), MY_DRIVE, 1);
            return application;
        } catch (RuntimeException e) {
            application.close();
            throw e;
        }
    }

    /** Waits until a target's session was opened the given number of times and the server has exactly one. */
    void awaitOpen(Recorder recorder, DriveTarget target, int times) {
        eventually()
                .untilAsserted(() -> assertThat(recorder.opened(target))
                        .as("%s, opened %d times", recorder.story(target), times)
                        .isEqualTo(times));
        eventually().untilAsserted(() -> assertThat(seen(target).sessions()).hasSize(1));
    }

    static ConditionFactory eventually() {
        return await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(20));
    }
}
