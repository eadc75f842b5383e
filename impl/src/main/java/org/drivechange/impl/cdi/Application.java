// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi;

import jakarta.enterprise.event.NotificationOptions;
import jakarta.enterprise.inject.spi.BeanManager;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.drivechange.impl.config.Settings;
import org.drivechange.impl.delivery.Delivery;
import org.drivechange.impl.delivery.EventSink;
import org.drivechange.impl.health.ReadinessRule;
import org.drivechange.impl.health.Report;
import org.drivechange.impl.http.GraphHttp;
import org.drivechange.impl.http.ProxiedHttp;
import org.drivechange.impl.monitor.Monitor;
import org.drivechange.impl.monitor.TargetMonitor;
import org.drivechange.impl.runtime.Engine;
import org.drivechange.impl.runtime.ServerContext;
import org.drivechange.impl.runtime.SteadyClock;
import org.drivechange.impl.session.DriveSession;
import org.drivechange.impl.session.Schedule;
import org.drivechange.impl.session.SessionKey;
import org.drivechange.impl.session.Surroundings;
import org.drivechange.impl.transport.WebSocketLinks;

/** Everything that runs while the application does, put together from its parts. */
final class Application {

    /** Links have two seconds to close; observers get a moment to see the end. */
    private static final long STOP_MILLIS = 3500;

    private final BeanManager beans;
    private final Settings settings;
    private final boolean asynchronous;
    private final Engine engine;
    private final ProxiedHttp http;
    private final Surroundings surroundings;
    private final Monitor monitor;
    private final Executor observers;
    private final NotificationOptions options;
    private final RequestContexts requestContexts;
    private final ObserverFailures failures;
    private final ReadinessRule readiness;
    private volatile boolean over;

    /** Called on a thread of the application, whose class loader and context are captured here and nowhere else. */
    Application(
            BeanManager beans,
            RequestContexts requestContexts,
            Settings settings,
            TokenSource tokens,
            Discovery discovery) {
        this.beans = beans;
        this.settings = settings;
        this.asynchronous = discovery.asynchronous();
        this.failures = discovery.failures();
        this.requestContexts = requestContexts;
        ClassLoader current = Thread.currentThread().getContextClassLoader();
        ClassLoader loader = current == null ? Application.class.getClassLoader() : current;
        Executor context = ServerContext.capture();
        this.engine = new Engine(loader);
        this.observers = task -> engine.observers().execute(() -> context.execute(task));
        this.monitor = Tools.monitor(beans, settings);
        failures.heardBy(monitor::observerFailed);
        this.options = NotificationOptions.ofExecutor(monitor.carrying(observers));
        SteadyClock clock = new SteadyClock(InstantSource.system());
        this.http = new ProxiedHttp(engine.blocking());
        this.readiness = new ReadinessRule(clock, settings.healthGrace());
        this.surroundings = new Surroundings(
                new WebSocketLinks(settings.transport(), loader, engine.sending(), discovery.modules()),
                new GraphHttp(settings.graphUrl(), http, clock, monitor),
                new ContextualTokens(tokens.tokens(http, clock), context),
                engine,
                clock,
                new Schedule());
    }

    /** Not on this thread: to load the classes of a session takes time, and the deployment need not wait for it. */
    void open(Watches watches) {
        engine.strand().execute(() -> watches.start(this::open));
    }

    Report health(Watches watches) {
        return readiness.judge(watches.health());
    }

    private RunningSession open(SessionKey key) {
        TargetMonitor shown = monitor.watched(key);
        CdiSink sink = new CdiSink(beans, key, requestContexts, asynchronous, options, failures);
        Delivery delivery = new Delivery(
                settings.delivery(), untilTheEnd(shown.seeing(sink)), observers, engine::later, surroundings.clock());
        shown.queue(delivery);
        DriveSession session = new DriveSession(key, settings.sessions(), surroundings, delivery, shown);
        session.start();
        return new RunningSession(session, delivery, shown);
    }

    /** An observer that comes back only when it is interrupted must not be given the next event. */
    private EventSink untilTheEnd(EventSink sink) {
        return event -> over ? CompletableFuture.completedFuture(null) : sink.fire(event);
    }

    /** Waits a while for the sessions that are ending, and ends every thread. */
    void stop(List<CompletionStage<Void>> ending) {
        CompletableFuture<?>[] ends =
                ending.stream().map(CompletionStage::toCompletableFuture).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(ends).get(STOP_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException late) {
            // an observer that does not return, or a server that is gone, must not keep the application from stopping
        }
        over = true;
        http.close();
        engine.close();
        monitor.close();
    }
}
