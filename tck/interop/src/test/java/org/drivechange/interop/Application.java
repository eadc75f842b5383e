// SPDX-License-Identifier: Apache-2.0
package org.drivechange.interop;

import java.util.HashMap;
import java.util.Map;
import org.drivechange.DriveTarget;
import org.drivechange.DriveWatch;
import org.drivechange.testkit.CdiApplication;
import org.drivechange.testkit.EventRecorder;

/** CDI SE application that uses DriveChange, with its own configuration. */
final class Application implements AutoCloseable {

    static final String ACCESS_TOKEN = "secret-access-token";

    private final CdiApplication application;

    private Application(Map<String, String> values, Class<?>... beans) {
        application = CdiApplication.start(values, beans);
    }

    /** Returns a builder configured for a server, with short delays. */
    static Builder on(RealServer server, SetUp setUp) {
        return new Builder()
                .with("drivechange.graph.url", server.graphUrl().toString())
                .with("drivechange.token", ACCESS_TOKEN)
                .with("drivechange.engine-io", String.valueOf(setUp.asked()))
                .with("drivechange.reconnect.delay", "PT0.2S")
                .with("drivechange.connect-timeout", "PT2S");
    }

    Recorder recorder() {
        return new Recorder(application.events());
    }

    <T> T bean(Class<T> type) {
        return application.bean(type);
    }

    DriveWatch watch(DriveTarget target) {
        return application.watch(target.path());
    }

    @Override
    public void close() {
        application.close();
    }

    /** Builder of an application's configuration. */
    static final class Builder {

        private final Map<String, String> values = new HashMap<>();

        private Builder() {}

        Builder with(String key, String value) {
            values.put(key, value);
            return this;
        }

        Application start() {
            return new Application(values, EventRecorder.class, MyDrive.class);
        }

        /** Adds an observer of {@link OtherDrive}. */
        Application startWithTwoDrives() {
            return new Application(values, EventRecorder.class, MyDrive.class, OtherDrive.class);
        }
    }
}
