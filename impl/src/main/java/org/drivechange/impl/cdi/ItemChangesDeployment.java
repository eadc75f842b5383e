// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi;

import java.time.InstantSource;
import java.util.function.Supplier;
import org.drivechange.impl.cdi.delta.BeanPositionStore;
import org.drivechange.impl.cdi.delta.DeltaItemReaders;
import org.drivechange.impl.cdi.delta.ItemObservers;
import org.drivechange.impl.cdi.runtime.ItemReaderFactory;
import org.drivechange.impl.concurrent.ContextualCall;
import org.drivechange.impl.config.DriveChangeConfig;
import org.drivechange.impl.config.DriveChangeSettings;
import org.drivechange.impl.drive.DeltaSettings;
import org.drivechange.impl.graph.UserAgent;
import org.drivechange.impl.position.FilePositionStore;
import org.drivechange.impl.position.PositionSettings;
import org.drivechange.impl.position.PositionStore;
import org.drivechange.spi.DeltaTokenStore;

/** Validates the configuration of item changes, and creates their readers. Loaded only if they are observed. */
final class ItemChangesDeployment {

    private final ItemObservers observers;
    private final DeltaSettings settings;
    private final PositionSettings positions;
    private final boolean storeBean;
    private final UserAgent userAgent;

    /**
     * Reads the configuration.
     *
     * @param storeBean whether the application has a store of positions
     */
    ItemChangesDeployment(
            ItemObservers observers,
            DriveChangeConfig configuration,
            DriveChangeSettings common,
            boolean storeBean,
            DeploymentProblems problems) {
        this.observers = observers;
        this.settings = configuration.delta(common, problems::add);
        this.positions = configuration.positions(problems::add);
        this.storeBean = storeBean;
        this.userAgent = common.userAgent();
        if (!storeBean) {
            FilePositionStore.check(positions.directory()).ifPresent(problems::add);
        }
    }

    ItemReaderFactory readers(ItemReaderFactory.Resources resources, Supplier<DeltaTokenStore> bean) {
        PositionStore store = storeBean
                ? new BeanPositionStore(
                        bean.get(),
                        positions.application(),
                        new ContextualCall(resources.context()),
                        resources.requestContexts())
                : new FilePositionStore(positions, InstantSource.system());
        return new DeltaItemReaders(observers, settings, userAgent, store, resources);
    }
}
