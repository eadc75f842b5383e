// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.config;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.drivechange.impl.diagnostics.ErrorCode;

/** Warns of keys that have no effect because other keys are present or missing. */
final class IneffectiveKeyCheck {

    private static final System.Logger LOG = System.getLogger("org.drivechange");

    private static final String DEFAULT_ACCOUNT = "";

    private final ConfigReader values;
    private final Set<String> accounts;

    IneffectiveKeyCheck(ConfigReader values, ConfiguredAccounts accounts) {
        this.values = values;
        this.accounts = accounts.in(ConfiguredAccounts.ALL);
    }

    void check() {
        accounts.forEach(this::check);
        if (signsIn(DEFAULT_ACCOUNT) || accounts.stream().noneMatch(this::signsIn)) {
            // otherwise these keys are the other accounts' defaults
            check(DEFAULT_ACCOUNT);
        }
    }

    /** Warns of keys that concern item changes, which nothing observes. */
    static void checkDelta(ConfigReader values) {
        ConfigKey.DELTA.stream()
                .map(ConfigKey::key)
                .filter(values::filled)
                .forEach(key -> warn(
                        values,
                        key,
                        "no bean observes DriveItemChange, DriveDelta or DriveReset, and DriveChange reads a delta only"
                                + " for such an observer"));
    }

    /**
     * Warns of keys of a place for positions that is not used.
     *
     * @param storeBean whether a bean of the application keeps the positions
     */
    static void checkPositions(ConfigReader values, boolean storeBean) {
        if (storeBean) {
            warn(
                    values,
                    "the application has a DeltaTokenStore bean, which keeps the positions",
                    ConfigKey.DATASOURCE,
                    ConfigKey.TABLE_PREFIX,
                    ConfigKey.DELTA_DIRECTORY);
        } else if (!values.filled(ConfigKey.DATASOURCE.key())) {
            warn(values, "it belongs to " + ConfigKey.DATASOURCE.key() + ", which is missing", ConfigKey.TABLE_PREFIX);
        }
    }

    private static void warn(ConfigReader values, String reason, ConfigKey... keys) {
        Stream.of(keys).map(ConfigKey::key).filter(values::filled).forEach(key -> warn(values, key, reason));
    }

    private void check(String account) {
        String id = ConfigKey.OAUTH_CLIENT_ID.of(account);
        String cache = ConfigKey.OAUTH_CACHE.of(account);
        if (!signsIn(account)) {
            Stream.of(ConfigKey.OAUTH_CLIENT_SECRET, ConfigKey.OAUTH_AUTHORITY, ConfigKey.OAUTH_SCOPES)
                    .map(key -> key.of(account))
                    .filter(this::configured)
                    .forEach(key -> warn(key, "the account does not sign in: expected " + id));
            return;
        }
        if (configured(ConfigKey.token(account))) {
            warn(ConfigKey.token(account), "the account signs in: " + (configured(id) ? id : cache) + " is set");
        }
        if (!configured(id) && configured(ConfigKey.OAUTH_CLIENT_SECRET.of(account))) {
            warn(ConfigKey.OAUTH_CLIENT_SECRET.of(account), "it belongs to " + id + ", which is missing");
        }
    }

    private boolean signsIn(String account) {
        return List.of(ConfigKey.OAUTH_CLIENT_ID, ConfigKey.OAUTH_CACHE).stream()
                .anyMatch(key -> configured(key.of(account)));
    }

    private boolean configured(String key) {
        return values.filled(key);
    }

    private void warn(String key, String reason) {
        warn(values, key, reason);
    }

    private static void warn(ConfigReader values, String key, String reason) {
        LOG.log(
                Level.WARNING,
                ErrorCode.KEY_OVERRULED.message(key + values.source(key) + " has no effect, because " + reason + "."));
    }
}
