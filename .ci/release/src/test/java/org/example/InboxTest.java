// SPDX-License-Identifier: Apache-2.0
package org.example;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.drivechange.DriveChange;
import org.drivechange.DriveNotification;
import org.drivechange.DriveSessionOpened;
import org.drivechange.simulator.GraphSimulator;
import org.junit.jupiter.api.Test;

class InboxTest {

    private static final BlockingQueue<Object> EVENTS = new LinkedBlockingQueue<>();

    @ApplicationScoped
    static class Inbox {

        @DriveChange(target = "/me/drive/root")
        void opened(DriveSessionOpened event) {
            EVENTS.add(event);
        }

        @DriveChange(target = "/me/drive/root")
        void changed(DriveNotification notification) {
            EVENTS.add(notification);
        }
    }

    @Test
    void published_artifacts_deliver_a_notification() throws InterruptedException {
        try (GraphSimulator simulator = GraphSimulator.start()) {
            System.setProperty("drivechange.graph.url", simulator.graphUrl());
            System.setProperty("drivechange.token", "any");
            try (SeContainer container = SeContainerInitializer.newInstance().initialize()) {
                assertNotNull(container);
                assertInstanceOf(DriveSessionOpened.class, nextEvent());
                simulator.emit("/me/drive/root");
                assertInstanceOf(DriveNotification.class, nextEvent());
            }
        }
    }

    private static Object nextEvent() throws InterruptedException {
        return EVENTS.poll(20, TimeUnit.SECONDS);
    }
}
