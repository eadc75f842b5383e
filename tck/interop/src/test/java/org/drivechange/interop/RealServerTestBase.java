// SPDX-License-Identifier: Apache-2.0
package org.drivechange.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.awaitility.core.ConditionFactory;
import org.drivechange.DriveTarget;
import org.drivechange.interop.application.Application;
import org.drivechange.interop.application.EventLog;
import org.drivechange.interop.application.MyDrive;
import org.drivechange.interop.application.OtherDrive;
import org.drivechange.interop.server.RealServer;
import org.drivechange.interop.server.RequiresNode;
import org.drivechange.interop.server.ServerState;
import org.drivechange.interop.server.ServerVariant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;

/** Base class of tests that run once per server variant, against one server that is reset between tests. */
@RequiresNode
@ParameterizedClass
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RealServerTestBase {

    static final DriveTarget MY_DRIVE = DriveTarget.parse(MyDrive.TARGET);
    static final DriveTarget OTHER_DRIVE = DriveTarget.parse(OtherDrive.TARGET);

    @Parameter
    private ServerVariant variant;

    private final String[] options;
    private RealServer server;

    /**
     * Constructor for subclasses.
     *
     * @param options the options of {@code server.js} besides those of the variant
     */
    RealServerTestBase(String... options) {
        this.options = options;
    }

    @BeforeParameterizedClassInvocation
    void start() {
        server = RealServer.start(variant, options);
    }

    @BeforeEach
    void reset() {
        server.reset();
    }

    @AfterParameterizedClassInvocation
    void stop() {
        server.close();
    }

    ServerVariant variant() {
        return variant;
    }

    RealServer server() {
        return server;
    }

    ServerState.TargetState stateOf(DriveTarget target) {
        return server.state().of(target);
    }

    /** Starts an application whose session to {@link #MY_DRIVE} is open on both sides. */
    Application openApplication() {
        Application application = Application.on(server, variant).start();
        try {
            awaitOpen(application.eventLog(), MY_DRIVE, 1);
            return application;
        } catch (RuntimeException e) {
            application.close();
            throw e;
        }
    }

    /** Waits until a target's session was opened the given number of times and the server has exactly one. */
    void awaitOpen(EventLog events, DriveTarget target, int times) {
        eventually()
                .untilAsserted(() -> assertThat(events.opened(target))
                        .as("%s, opened %d times", events.sequence(target), times)
                        .isEqualTo(times));
        eventually().untilAsserted(() -> assertThat(stateOf(target).sessions()).hasSize(1));
    }

    static ConditionFactory eventually() {
        return await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(20));
    }
}
