// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi.delta;

import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.drivechange.impl.cdi.observer.FailureHandler;
import org.drivechange.impl.cdi.runtime.ItemReader;
import org.drivechange.impl.cdi.runtime.ItemReaderFactory;
import org.drivechange.impl.delta.runtime.DeltaEnvironment;
import org.drivechange.impl.delta.runtime.DeltaReader;
import org.drivechange.impl.delta.runtime.StepDelivery;
import org.drivechange.impl.drive.DeltaSettings;
import org.drivechange.impl.graph.SessionKey;
import org.drivechange.impl.graph.UserAgent;
import org.drivechange.impl.http.GraphDeltaClient;
import org.drivechange.impl.monitor.TargetMonitor;
import org.drivechange.impl.position.PositionStore;
import org.drivechange.impl.runtime.SessionEnvironment;

/** Creates the readers of the targets whose item changes are observed. */
public final class DeltaItemReaders implements ItemReaderFactory {

    private final ItemObservers observers;
    private final DeltaSettings settings;
    private final DeltaEnvironment environment;
    private final Supplier<Executor> threads;

    /**
     * Creates the factory of an application that starts.
     *
     * @param observers observers of item changes
     */
    public DeltaItemReaders(
            ItemObservers observers,
            DeltaSettings settings,
            UserAgent userAgent,
            PositionStore positions,
            Resources resources) {
        SessionEnvironment shared = resources.environment();
        this.observers = observers;
        this.settings = settings;
        this.threads = () -> resources.monitor().inCurrentContext(resources.observers());
        this.environment = new DeltaEnvironment(
                new GraphDeltaClient(
                        settings, userAgent, resources.http(), InstantSource.system(), resources.monitor()),
                positions,
                shared.tokens(),
                shared.executors(),
                shared.clock(),
                shared.connectLimiter(),
                shared.log());
    }

    @Override
    public FailureHandler containerFailures() {
        return (event, observer, failure) -> observers.failures().record(event, observer, failure);
    }

    @Override
    public ItemReader create(SessionKey key, Sinks sinks, TargetMonitor monitor) {
        if (!observers.observes(key)) {
            return ItemReader.none(sinks.events());
        }
        StepDelivery delivery =
                new StepDelivery(sinks.events(), new ObservedSteps(sinks.steps(), observers.failures()), threads);
        DeltaReader reader =
                new DeltaReader(key, settings, observers.observesResets(key), environment, delivery, monitor.items());
        return new DeltaItemReader(reader, delivery, settings.pollInterval());
    }
}
