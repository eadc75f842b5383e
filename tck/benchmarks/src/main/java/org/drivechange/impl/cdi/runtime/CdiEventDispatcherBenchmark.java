// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi.runtime;

import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.event.Event;
import org.drivechange.DriveChange;
import org.drivechange.DriveNotification;
import org.drivechange.benchmarks.micro.NotificationDecoder;
import org.drivechange.impl.delivery.TargetDelivery;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Delivers one notification through the queue to one synchronous observer. */
@State(Scope.Thread)
@Fork(jvmArgsAppend = "-Ddrivechange.enabled=false")
public class CdiEventDispatcherBenchmark {

    private ObservedApplication application;
    private TargetDelivery delivery;
    private Event<DriveNotification> event;
    private RequestContextController requestContext;
    private DriveNotification notification;

    @Setup
    public void begin() throws Exception {
        notification = NotificationDecoder.sample();
        application = new ObservedApplication();
        delivery = application.delivery(sink -> sink);
        event = application
                .container()
                .getBeanManager()
                .getEvent()
                .select(DriveNotification.class, DriveChange.Literal.of(NotificationDecoder.TARGET.path()));
        requestContext =
                application.container().select(RequestContextController.class).get();
        if (queueAndObserver() != 1 || container() != 2) {
            throw new IllegalStateException("the observer received nothing");
        }
    }

    @TearDown
    public void end() {
        application.close();
    }

    @Benchmark
    public long queueAndObserver() {
        delivery.accept(notification);
        return application.seen();
    }

    /** Fires the event without the queue, to measure the container alone. */
    @Benchmark
    public long container() {
        requestContext.activate();
        try {
            event.fire(notification);
        } finally {
            requestContext.deactivate();
        }
        return application.seen();
    }
}
