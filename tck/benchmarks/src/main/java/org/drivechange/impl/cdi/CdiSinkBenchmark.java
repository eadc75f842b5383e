// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.NotificationOptions;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.drivechange.DriveChange;
import org.drivechange.DriveNotification;
import org.drivechange.benchmarks.micro.Change;
import org.drivechange.benchmarks.micro.Queues;
import org.drivechange.impl.delivery.Delivery;
import org.drivechange.impl.session.SessionKey;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One notification through the queue, to one synchronous observer. */
@State(Scope.Thread)
@Fork(jvmArgsAppend = "-Ddrivechange.enabled=false")
public class CdiSinkBenchmark {

    private SeContainer weld;
    private Delivery delivery;
    private Event<DriveNotification> event;
    private RequestContextController requestContext;
    private DriveNotification notification;

    /** An application with an observer. */
    @ApplicationScoped
    public static class Application {

        private static long seen;

        void changed(@Observes @DriveChange(target = "/me/drive/root") DriveNotification change) {
            seen++;
        }
    }

    @Setup
    public void begin() throws Exception {
        // what a container says as it starts is no part of the report
        Logger.getLogger("").setLevel(Level.WARNING);
        notification = Change.sample();
        weld = SeContainerInitializer.newInstance()
                .disableDiscovery()
                .addBeanClasses(Application.class)
                .initialize();
        delivery = Queues.to(new CdiSink(
                weld.getBeanManager(),
                new SessionKey(Change.TARGET, ""),
                new RequestContexts(weld.getBeanManager()),
                false,
                NotificationOptions.ofExecutor(Runnable::run),
                new ObserverFailures()));
        event = weld.getBeanManager()
                .getEvent()
                .select(DriveNotification.class, DriveChange.Literal.of(Change.TARGET.path()));
        requestContext = weld.select(RequestContextController.class).get();
        if (queueAndObserver() != 1 || container() != 2) {
            throw new IllegalStateException("the observer sees nothing");
        }
    }

    @TearDown
    public void end() {
        weld.close();
    }

    @Benchmark
    public long queueAndObserver() {
        delivery.accept(notification);
        return Application.seen;
    }

    /** What of that is the container: the same observer, without the queue. */
    @Benchmark
    public long container() {
        requestContext.activate();
        try {
            event.fire(notification);
        } finally {
            requestContext.deactivate();
        }
        return Application.seen;
    }
}
