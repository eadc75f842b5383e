// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi;

import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.drivechange.AccessTokenException;
import org.drivechange.impl.cdi.runtime.AccessTokenCall;
import org.drivechange.impl.cdi.runtime.AccountAdvice;
import org.drivechange.impl.cdi.runtime.AccountRegistry;
import org.drivechange.impl.cdi.runtime.BeanAccessTokens;
import org.drivechange.impl.cdi.runtime.DriveChangeRuntime;
import org.drivechange.impl.cdi.runtime.DriveChangesBean;
import org.drivechange.impl.cdi.runtime.ItemReaderFactory;
import org.drivechange.impl.cdi.runtime.RequestContextPool;
import org.drivechange.impl.cdi.runtime.SharedResources;
import org.drivechange.impl.cdi.runtime.WatchRegistry;
import org.drivechange.impl.config.ConfigKey;
import org.drivechange.impl.config.DriveChangeConfig;
import org.drivechange.impl.config.DriveChangeSettings;
import org.drivechange.impl.graph.AccessTokens;
import org.drivechange.impl.graph.SessionKey;
import org.drivechange.impl.health.HealthReport;
import org.drivechange.impl.runtime.TokenRequestLimiter;
import org.drivechange.spi.AccessTokenProvider;
import org.drivechange.spi.DeltaTokenStore;

/** Validates the deployment, then starts and stops the runtime. */
final class Lifecycle {

    private static final System.Logger LOG = System.getLogger("org.drivechange");

    private final ObserverDiscovery discovery;
    private final SingleBeanResolver<AccessTokenProvider> providers;
    private final SingleBeanResolver<DeltaTokenStore> stores;
    private final DataSourceBeans dataSources;
    private final DeploymentProblems problems;
    private final AtomicBoolean started = new AtomicBoolean();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final AtomicReference<SharedResources> shared = new AtomicReference<>();
    private volatile BeanManager beans;
    private DriveChangeSettings settings;
    private AccountRegistry accounts;
    private AccountAdvice advice;
    private WatchRegistry watches;
    private DriveChangesBean changes;
    private Function<ItemReaderFactory.Resources, ItemReaderFactory> itemReaders = resources -> ItemReaderFactory.NONE;
    private volatile DriveChangeRuntime runtime;

    Lifecycle(
            ObserverDiscovery discovery,
            SingleBeanResolver<AccessTokenProvider> providers,
            SingleBeanResolver<DeltaTokenStore> stores,
            DataSourceBeans dataSources,
            DeploymentProblems problems) {
        this.discovery = discovery;
        this.providers = providers;
        this.stores = stores;
        this.dataSources = dataSources;
        this.problems = problems;
    }

    /** Returns the bean of the public API, null before {@link #prepare}. */
    DriveChangesBean changes() {
        return changes;
    }

    /**
     * Returns the current health. May be called at any time. Reports UP before the start and when DriveChange is disabled.
     */
    HealthReport health() {
        DriveChangeRuntime running = runtime;
        if (running != null) {
            return running.health(watches);
        }
        boolean off = started.get() && !settings.enabled();
        return new HealthReport(
                true, off ? List.of(new HealthReport.Entry(ConfigKey.ENABLED.key(), "false")) : List.of());
    }

    /** Reads the configuration and checks that every declared target can be opened. */
    void prepare(BeanManager beans) {
        this.beans = beans;
        discovery.qualifiers().configuration().ifPresent(configuration -> prepare(beans, configuration));
    }

    private void prepare(BeanManager beans, DriveChangeConfig configuration) {
        settings = configuration.settings(problems::add);
        accounts = new AccountRegistry(
                configuration,
                providers.isPresent(beans),
                settings.sessions().reconnect().maxDelay());
        advice = new AccountAdvice(configuration);
        watches = new WatchRegistry();
        changes = new DriveChangesBean(
                watches,
                account -> !settings.enabled() || accounts.isKnown(account),
                advice::forAccount,
                this::accessToken);
        discovery.declared().keySet().forEach(watches::declare);
        if (settings.enabled()) {
            new RequirementsValidator(discovery, configuration, accounts, advice, problems).validate();
            if (discovery.items().isPresent()) {
                prepareItems(configuration);
            } else if (problems.isEmpty()) {
                // an invalid method may be the observer for which the keys are set
                configuration.warnOfDeltaKeys();
            }
        }
    }

    private void prepareItems(DriveChangeConfig configuration) {
        ItemChangesDeployment deployment = new ItemChangesDeployment(
                discovery.items().orElseThrow(),
                configuration,
                settings,
                stores.isPresent(beans),
                name -> dataSources.reference(beans, name),
                problems);
        itemReaders = resources -> deployment.readers(resources, this::store);
    }

    /** Captures the context of the application's thread. Connecting happens on other threads. */
    void start(BeanManager beans) {
        if (!started.compareAndSet(false, true)) {
            return;
        }
        if (!settings.enabled()) {
            LOG.log(
                    Level.INFO,
                    "DriveChange is disabled (" + ConfigKey.ENABLED.key() + "=false): no session is opened.");
            return;
        }
        this.beans = beans;
        runtime = new DriveChangeRuntime(
                beans, new RequestContextPool(beans), settings, resources(), discovery.found(), itemReaders);
        LOG.log(Level.INFO, "DriveChange watches " + describeTargets() + ".");
        runtime.open(watches);
    }

    /** Idempotent. May be called without a start. */
    void stop() {
        if (stopped.compareAndSet(false, true) && watches != null) {
            if (runtime == null) {
                watches.stop();
                closeResources();
            } else {
                runtime.stop(watches);
            }
        }
    }

    /** Serves the application's own token requests, also before the start and when DriveChange is disabled. */
    private String accessToken(String account) throws AccessTokenException {
        if (stopped.get()) {
            throw new IllegalStateException("The application has stopped; access tokens are no longer available.");
        }
        if (!accounts.isKnown(account)) {
            throw changes.unknown(account);
        }
        DriveChangeRuntime running = runtime;
        TokenRequestLimiter requests = running == null ? resources().early() : running.tokens();
        return new AccessTokenCall(requests, settings.sessions().connectTimeout()).get(account);
    }

    private void closeResources() {
        if (shared.get() != null) {
            shared.get().close();
        }
    }

    /**
     * Creates the resources at first use. A second instance from a concurrent call is discarded, because it holds nothing
     * yet.
     */
    private SharedResources resources() {
        if (shared.get() == null) {
            shared.compareAndSet(null, SharedResources.create(accounts, this::provided));
        }
        return shared.get();
    }

    private AccessTokens provided(AccessTokens configured) {
        return accounts.provider()
                ? new BeanAccessTokens(
                        providers.get(beans, AccessTokenProvider.class),
                        new RequestContextPool(beans),
                        accounts,
                        configured)
                : configured;
    }

    private DeltaTokenStore store() {
        return stores.get(beans, DeltaTokenStore.class);
    }

    private String describeTargets() {
        Set<SessionKey> declared = discovery.declared().keySet();
        if (!declared.isEmpty()) {
            return declared.stream().map(SessionKey::toString).collect(Collectors.joining(", "));
        }
        return discovery
                .unqualified()
                .map(where ->
                        "no target yet; " + where + " observes the events of every target, and none is declared by"
                                + " @DriveChange(target = …) or watched by DriveChanges.watch(…)")
                .orElse("no target yet; only methods of beans observe, so the class needs a scope such as"
                        + " @ApplicationScoped");
    }
}
