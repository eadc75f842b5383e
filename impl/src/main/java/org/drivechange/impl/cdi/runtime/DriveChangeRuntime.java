// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi.runtime;

import jakarta.enterprise.event.NotificationOptions;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.drivechange.DriveEvent;
import org.drivechange.impl.cdi.observer.ObserverFailureListener;
import org.drivechange.impl.clock.MonotonicClock;
import org.drivechange.impl.concurrent.ContextServiceLookup;
import org.drivechange.impl.concurrent.RuntimeExecutors;
import org.drivechange.impl.config.DriveChangeSettings;
import org.drivechange.impl.delivery.EventSink;
import org.drivechange.impl.delivery.TargetDelivery;
import org.drivechange.impl.diagnostics.AsynchronousLog;
import org.drivechange.impl.diagnostics.FailSafeLog;
import org.drivechange.impl.graph.SessionKey;
import org.drivechange.impl.health.HealthReport;
import org.drivechange.impl.health.ReadinessPolicy;
import org.drivechange.impl.http.GraphClient;
import org.drivechange.impl.monitor.Monitor;
import org.drivechange.impl.monitor.TargetMonitor;
import org.drivechange.impl.monitor.TargetNaming;
import org.drivechange.impl.runtime.ConnectLimiter;
import org.drivechange.impl.runtime.DriveSession;
import org.drivechange.impl.runtime.SessionEnvironment;
import org.drivechange.impl.runtime.TokenRequestLimiter;
import org.drivechange.impl.transport.JakartaWebSocketConnector;

/** Creates, connects and stops the components that run while the application does. */
public final class DriveChangeRuntime {

    /** Connections have two seconds to close; the rest is for observers to receive the last event. */
    private static final long STOP_NANOS = TimeUnit.MILLISECONDS.toNanos(3500);

    private static final long FLUSH_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private static final Duration BEAT = Duration.ofMillis(500);

    private final BeanManager beans;
    private final DriveChangeSettings settings;
    private final boolean asynchronous;
    private final ClassLoader loader;
    private final MonotonicClock clock;
    private final SharedResources resources;
    private final RuntimeExecutors executors;
    private final AsynchronousLog log;
    private final SessionEnvironment environment;
    private final Monitor monitor;
    private final Executor observers;
    private final NotificationOptions options;
    private final RequestContextPool requestContexts;
    private final ObserverFailureListener failures;
    private final ReadinessPolicy readiness;
    private final ItemReaderFactory readers;
    private volatile boolean over;

    /** Called on a thread of the application. Its class loader and context are captured only here. */
    public DriveChangeRuntime(
            BeanManager beans,
            RequestContextPool requestContexts,
            DriveChangeSettings settings,
            SharedResources resources,
            DiscoveredObservers found,
            Function<ItemReaderFactory.Resources, ItemReaderFactory> itemReaders) {
        this.beans = beans;
        this.settings = settings;
        this.asynchronous = found.asynchronous();
        this.failures = found.failures();
        this.requestContexts = requestContexts;
        ClassLoader current = Thread.currentThread().getContextClassLoader();
        this.loader = current == null ? DriveChangeRuntime.class.getClassLoader() : current;
        Executor context = ContextServiceLookup.capture();
        this.resources = resources;
        this.executors = resources.executors();
        executors.loader(loader);
        this.log = resources.log();
        this.observers = task -> executors.observers().execute(() -> context.execute(task));
        this.monitor = MonitorFactory.monitor(beans, settings);
        failures.forwardTo(monitor::observerFailed);
        this.options = NotificationOptions.ofExecutor(monitor.propagating(observers));
        this.clock = new MonotonicClock();
        this.readiness =
                new ReadinessPolicy(clock, settings.healthGrace(), new TargetNaming(settings.telemetryTarget()));
        this.environment = new SessionEnvironment(
                new JakartaWebSocketConnector(settings.transport(), loader, executors.sending(), found.modules()),
                new GraphClient(
                        settings.graphUrl(), settings.userAgent(), resources.http(), InstantSource.system(), monitor),
                new TokenRequestLimiter(new ContextualAccessTokens(resources.tokens(), context), executors, log),
                executors,
                clock,
                new ConnectLimiter(),
                log);
        this.readers = itemReaders.apply(new ItemReaderFactory.Resources(
                environment, resources.http(), monitor, observers, context, requestContexts));
    }

    /** Opens the sessions on another thread, so the deployment does not wait for class loading. */
    public void open(WatchRegistry watches) {
        executors.watch(BEAT, new SessionSweeper(clock, watches, executors.blocking()));
        executors.newSerialExecutor().execute(() -> watches.start(this::open));
    }

    /** Returns the token requests that the sessions share. */
    public TokenRequestLimiter tokens() {
        return environment.tokens();
    }

    public HealthReport health(WatchRegistry watches) {
        return readiness.evaluate(watches.health());
    }

    private RunningSession open(SessionKey key) {
        TargetMonitor targetMonitor = monitor.forTarget(key);
        CdiEventDispatcher sink = new CdiEventDispatcher(
                beans, key, requestContexts, asynchronous, options, (event, observer, failure) -> {
                    failures.observerFailed(failure);
                    readers.containerFailures().failed(event, observer, failure);
                });
        EventSink timed = new WallClockEventSink(sink, clock);
        ItemReader items =
                readers.create(key, new ItemReaderFactory.Sinks(timed, event -> fire(timed, event)), targetMonitor);
        // a page is monitored as one event, although its steps are fired one by one
        EventSink monitored = targetMonitor.instrument(items.sink());
        TargetDelivery delivery = new TargetDelivery(
                settings.delivery(), isolated(monitored), observers, executors::later, environment.clock(), log);
        DriveSession session = new DriveSession(
                key,
                settings.sessions(),
                environment,
                event -> {
                    delivery.accept(event);
                    items.queued(event);
                },
                targetMonitor);
        RunningSession running = new RunningSession(session, delivery, items, targetMonitor);
        targetMonitor.queue(delivery);
        items.start(delivery);
        session.start();
        return running;
    }

    /**
     * Restores the class loader before each event, because an observer may leave another one on its thread. Drops
     * events after the application's end: an observer that returns only when interrupted must not receive another
     * event.
     */
    private EventSink isolated(EventSink sink) {
        return event -> over ? CompletableFuture.completedFuture(null) : fire(sink, event);
    }

    private CompletionStage<Void> fire(EventSink sink, DriveEvent event) {
        if (over) {
            throw new IllegalStateException("the application has stopped");
        }
        Thread.currentThread().setContextClassLoader(loader);
        return sink.fire(event);
    }

    /** Waits a bounded time for the sessions to end, even on an interrupted thread, and stops every thread. */
    public void stop(WatchRegistry watches) {
        List<CompletionStage<Void>> ending = watches.stop();
        boolean interrupted = await(ending, STOP_NANOS);
        over = true;
        interrupted |= flush();
        try {
            watches.abandon();
        } finally {
            resources.close();
        }
        monitor.close();
        FailSafeLog.log(Level.INFO, "DriveChange has stopped; sessions closed: " + ending.size() + ".");
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Writes pending log lines before the threads stop. Returns true if the thread was interrupted meanwhile. */
    private boolean flush() {
        CompletableFuture<Void> flushed = new CompletableFuture<>();
        executors.logging().execute(() -> flushed.complete(null));
        return await(List.of(flushed), FLUSH_NANOS);
    }

    /** Returns true if the thread was interrupted meanwhile. */
    private static boolean await(List<? extends CompletionStage<Void>> ending, long nanos) {
        CompletableFuture<?>[] ends =
                ending.stream().map(CompletionStage::toCompletableFuture).toArray(CompletableFuture<?>[]::new);
        CompletableFuture<Void> all = CompletableFuture.allOf(ends);
        long deadline = System.nanoTime() + nanos;
        boolean interrupted = false;
        while (true) {
            try {
                all.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                return interrupted;
            } catch (InterruptedException e) {
                // an open connection would keep its server waiting, and the last events would be lost
                interrupted = true;
            } catch (ExecutionException | TimeoutException e) {
                // a blocked observer or an unreachable server must not prevent the application from stopping
                return interrupted;
            }
        }
    }
}
