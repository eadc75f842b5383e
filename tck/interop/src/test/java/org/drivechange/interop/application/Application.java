// SPDX-License-Identifier: Apache-2.0
package org.drivechange.interop.application;

import java.util.HashMap;
import java.util.Map;
import org.drivechange.DriveTarget;
import org.drivechange.DriveWatch;
import org.drivechange.interop.server.RealServer;
import org.drivechange.interop.server.ServerVariant;
import org.drivechange.testkit.CdiApplication;
import org.drivechange.testkit.EventRecorder;

/** CDI SE application that uses DriveChange, with its own configuration. */
public final class Application implements AutoCloseable {

    public static final String ACCESS_TOKEN = "secret-access-token";

    private final CdiApplication application;

    private Application(Map<String, String> values, Class<?>... beans) {
        application = CdiApplication.start(values, beans);
    }

    /** Returns a builder configured for a server, with short delays. */
    public static Builder on(RealServer server, ServerVariant variant) {
        return new Builder()
                .with("drivechange.graph.url", server.graphUrl().toString())
                .with("drivechange.token", ACCESS_TOKEN)
                .with("drivechange.engine-io", String.valueOf(variant.requestedEngineIo()))
                .with("drivechange.reconnect.delay", "PT0.2S")
                .with("drivechange.connect-timeout", "PT2S");
    }

    public EventLog eventLog() {
        return new EventLog(application.events());
    }

    public <T> T bean(Class<T> type) {
        return application.bean(type);
    }

    public DriveWatch watch(DriveTarget target) {
        return application.watch(target.path());
    }

    @Override
    public void close() {
        application.close();
    }

    /** Builder of an application's configuration. */
    public static final class Builder {

        private final Map<String, String> values = new HashMap<>();

        private Builder() {}

        public Builder with(String key, String value) {
            values.put(key, value);
            return this;
        }

        public Application start() {
            return new Application(values, EventRecorder.class, MyDrive.class);
        }

        /** Adds an observer of {@link OtherDrive}. */
        public Application startWithTwoDrives() {
            return new Application(values, EventRecorder.class, MyDrive.class, OtherDrive.class);
        }
    }
}
