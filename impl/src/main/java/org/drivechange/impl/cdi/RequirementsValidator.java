// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi;

import java.lang.System.Logger.Level;
import org.drivechange.impl.cdi.runtime.AccountAdvice;
import org.drivechange.impl.cdi.runtime.AccountRegistry;
import org.drivechange.impl.cdi.runtime.OptionalApis;
import org.drivechange.impl.config.ConfigKey;
import org.drivechange.impl.config.DriveChangeConfig;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.graph.SessionKey;
import org.drivechange.impl.json.JacksonCheck;

/** Validates what sessions require: access tokens of the observed accounts, a WebSocket client, and jackson-core. */
final class RequirementsValidator {

    private static final System.Logger LOG = System.getLogger("org.drivechange");

    private final ObserverDiscovery discovery;
    private final DriveChangeConfig configuration;
    private final AccountRegistry accounts;
    private final AccountAdvice advice;
    private final DeploymentProblems problems;

    RequirementsValidator(
            ObserverDiscovery discovery,
            DriveChangeConfig configuration,
            AccountRegistry accounts,
            AccountAdvice advice,
            DeploymentProblems problems) {
        this.discovery = discovery;
        this.configuration = configuration;
        this.accounts = accounts;
        this.advice = advice;
        this.problems = problems;
    }

    void validate() {
        discovery.declared().forEach(this::checkToken);
        if (!accounts.provider()) {
            checkSignIns();
            warnOfUnscopedProvider();
        }
        checkWebSocket();
        checkJackson();
    }

    private void checkToken(SessionKey key, String where) {
        if (!accounts.isKnown(key.account())) {
            problems.add(
                    ErrorCode.ACCOUNT_WITHOUT_TOKEN,
                    "There is no access token for " + key + ", which " + where + " observes. "
                            + advice.forAccount(key.account()) + " Or set " + ConfigKey.ENABLED.key() + "=false.");
        }
    }

    private void checkSignIns() {
        OAuthConfigValidator check = new OAuthConfigValidator(configuration, problems);
        discovery.declared().keySet().stream()
                .map(SessionKey::account)
                .distinct()
                .forEach(check::check);
    }

    private void checkWebSocket() {
        if (!OptionalApis.present("jakarta.websocket.ContainerProvider")) {
            problems.add(
                    ErrorCode.WEBSOCKET_CLIENT_MISSING,
                    "The Jakarta WebSocket client is missing; " + DependencyHint.webSocket() + ".");
        }
    }

    private void checkJackson() {
        JacksonCheck.unusable()
                .ifPresent(found -> problems.add(
                        ErrorCode.JACKSON_UNUSABLE,
                        "Expected jackson-core 2.17 or newer but found " + found
                                + "; add com.fasterxml.jackson.core:jackson-core, which org.drivechange:drivechange brings,"
                                + " or remove the older one that comes before it."));
    }

    private void warnOfUnscopedProvider() {
        discovery.observers().stream()
                .flatMap(observer -> new UnscopedProviderFinder(observer).first().stream())
                .findFirst()
                .ifPresent(provider -> LOG.log(
                        Level.WARNING,
                        ErrorCode.PROVIDER_WITHOUT_SCOPE.message(provider.getName()
                                + " implements AccessTokenProvider but has no effect, because it is not a bean; expected a scope"
                                + " such as @ApplicationScoped on the class.")));
    }
}
