// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration.items;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.drivechange.DriveWatch;
import org.drivechange.impl.integration.fixture.TestApplication;
import org.drivechange.simulator.GraphSimulator;
import org.drivechange.simulator.SimulatedDrive;
import org.drivechange.testkit.EventRecorder;

/** Simulator with a drive, and the directory of the positions of the applications that use it. */
final class ItemScene implements AutoCloseable {

    static final String TARGET = ItemMirror.TARGET;

    private final GraphSimulator simulator = GraphSimulator.start();
    private final Path directory;

    ItemScene(Path directory) {
        this.directory = directory;
    }

    GraphSimulator simulator() {
        return simulator;
    }

    SimulatedDrive drive() {
        return simulator.drive(TARGET);
    }

    TestApplication start(Map<String, String> more, Class<?>... beans) {
        Map<String, String> values = new HashMap<>();
        values.put("drivechange.delta.directory", directory.toString());
        values.put("drivechange.reconnect.max-delay", "PT0.2S");
        values.putAll(more);
        Class<?>[] all = Stream.concat(Stream.of(EventRecorder.class), Arrays.stream(beans))
                .toArray(Class<?>[]::new);
        return TestApplication.start(simulator, values, all);
    }

    /** Starts an application, and waits until its target is open and has completed a round. */
    TestApplication startOpen(Map<String, String> more, Class<?>... beans) {
        TestApplication application = start(more, beans);
        application.events().awaitOpened(TARGET, 1);
        awaitRound(application, TARGET);
        return application;
    }

    static void awaitRound(TestApplication application, String target) {
        DriveWatch watch = application.watch(target);
        await().until(() -> watch.lastDelta().isPresent());
    }

    @Override
    public void close() {
        simulator.close();
    }
}
