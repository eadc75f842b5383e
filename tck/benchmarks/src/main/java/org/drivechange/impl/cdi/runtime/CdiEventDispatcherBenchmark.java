// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi.runtime;

import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.event.Event;
import org.drivechange.DriveChange;
import org.drivechange.DriveNotification;
import org.drivechange.benchmarks.micro.Change;
import org.drivechange.impl.delivery.TargetDelivery;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One notification through the queue, to one synchronous observer. */
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
        notification = Change.sample();
        application = new ObservedApplication();
        delivery = application.delivery(sink -> sink);
        event = application
                .container()
                .getBeanManager()
                .getEvent()
                .select(DriveNotification.class, DriveChange.Literal.of(Change.TARGET.path()));
        requestContext =
                application.container().select(RequestContextController.class).get();
        if (queueAndObserver() != 1 || container() != 2) {
            throw new IllegalStateException("the observer sees nothing");
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

    /** What of that is the container: the same observer, without the queue. */
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
