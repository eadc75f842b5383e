// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi.runtime;

import java.util.concurrent.Executor;
import org.drivechange.impl.cdi.observer.FailureHandler;
import org.drivechange.impl.delivery.EventSink;
import org.drivechange.impl.graph.SessionKey;
import org.drivechange.impl.http.ProxyAwareHttpClient;
import org.drivechange.impl.monitor.Monitor;
import org.drivechange.impl.monitor.TargetMonitor;
import org.drivechange.impl.runtime.SessionEnvironment;

/** Creates the readers of item changes. Where they are not observed, no other class is loaded. */
public interface ItemReaderFactory {

    /** Factory of an application that does not observe item changes. */
    ItemReaderFactory NONE = (key, sinks, monitor) -> ItemReader.none(sinks.events());

    /**
     * Components that readers share with sessions.
     *
     * @param observers executor of the observers
     * @param context runs a task in the server's context, immediately on the calling thread
     */
    record Resources(
            SessionEnvironment environment,
            ProxyAwareHttpClient http,
            Monitor monitor,
            Executor observers,
            Executor context,
            RequestContextPool requestContexts) {}

    /**
     * Sinks of one target.
     *
     * @param events receives its other events from the queue
     * @param steps receives the events of its item changes, and throws after the application's end
     */
    record Sinks(EventSink events, EventSink steps) {}

    /** Returns the handler of exceptions outside the guarded observers, such as those of the container. */
    default FailureHandler containerFailures() {
        return (event, observer, failure) -> {};
    }

    /** Creates the reader of a target, which is not started. */
    ItemReader create(SessionKey key, Sinks sinks, TargetMonitor monitor);
}
