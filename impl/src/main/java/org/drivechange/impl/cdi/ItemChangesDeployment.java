// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi;

import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.drivechange.impl.cdi.delta.BeanPositionStore;
import org.drivechange.impl.cdi.delta.ContextualPositionStore;
import org.drivechange.impl.cdi.delta.DeltaItemReaders;
import org.drivechange.impl.cdi.delta.ItemObservers;
import org.drivechange.impl.cdi.runtime.ItemReaderFactory;
import org.drivechange.impl.concurrent.ContextualCall;
import org.drivechange.impl.config.DriveChangeConfig;
import org.drivechange.impl.config.DriveChangeSettings;
import org.drivechange.impl.drive.DeltaSettings;
import org.drivechange.impl.graph.UserAgent;
import org.drivechange.impl.position.FilePositionStore;
import org.drivechange.impl.position.MigratingPositionStore;
import org.drivechange.impl.position.PositionSettings;
import org.drivechange.impl.position.PositionStore;
import org.drivechange.spi.DeltaTokenStore;

/** Validates the configuration of item changes, and creates their readers. Loaded only if they are observed. */
final class ItemChangesDeployment {

    private final ItemObservers observers;
    private final DeltaSettings settings;
    private final UserAgent userAgent;
    private final Stores stores;

    /** Creates the store of the place that is configured. */
    private interface Stores {
        PositionStore create(ItemReaderFactory.Resources resources, Supplier<DeltaTokenStore> bean);
    }

    /**
     * Reads the configuration.
     *
     * @param storeBean whether the application has a store of positions
     * @param dataSources returns a supplier of references to the DataSource bean of a name
     */
    ItemChangesDeployment(
            ItemObservers observers,
            DriveChangeConfig configuration,
            DriveChangeSettings common,
            boolean storeBean,
            Function<String, Optional<Supplier<Object>>> dataSources,
            DeploymentProblems problems) {
        this.observers = observers;
        this.settings = configuration.delta(common, problems::add);
        this.userAgent = common.userAgent();
        configuration.warnOfPositionKeys(storeBean);
        Optional<DatabaseDeployment> database = storeBean
                ? Optional.empty()
                : configuration
                        .database(problems::add)
                        .map(found -> new DatabaseDeployment(found, dataSources.apply(found.dataSource())));
        if (database.isPresent()) {
            database.get().check(problems);
            Optional<PositionSettings> files = configuration.positionsToMove(problems::add);
            this.stores = (resources, bean) -> new ContextualPositionStore(
                    moving(files, database.get().store()),
                    new ContextualCall(resources.context()),
                    resources.requestContexts());
        } else {
            PositionSettings positions = configuration.positions(problems::add);
            this.stores = storeBean ? inBean(positions.application()) : inFiles(positions, problems);
        }
    }

    private static PositionStore moving(Optional<PositionSettings> files, PositionStore database) {
        return files.map(settings -> new FilePositionStore(settings, InstantSource.system()))
                .<PositionStore>map(earlier -> new MigratingPositionStore(database, earlier))
                .orElse(database);
    }

    private static Stores inBean(String application) {
        return (resources, bean) -> new BeanPositionStore(
                bean.get(), application, new ContextualCall(resources.context()), resources.requestContexts());
    }

    private static Stores inFiles(PositionSettings positions, DeploymentProblems problems) {
        FilePositionStore.check(positions.directory()).ifPresent(problems::add);
        return (resources, bean) -> new FilePositionStore(positions, InstantSource.system());
    }

    ItemReaderFactory readers(ItemReaderFactory.Resources resources, Supplier<DeltaTokenStore> bean) {
        return new DeltaItemReaders(observers, settings, userAgent, stores.create(resources, bean), resources);
    }
}
