// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.config;

import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Checks that every configured name with the prefix of DriveChange's keys has an effect. A name without effect is a
 * warning. It is a deployment problem if the user most likely meant a restriction, which would then not apply.
 */
final class SpellingCheck {

    private static final System.Logger LOG = System.getLogger("org.drivechange");

    /** Keys whose absence allows more than any value. */
    private static final Set<ConfigKey> RESTRICTIONS = EnumSet.of(
            ConfigKey.NOTIFICATION_HOSTS,
            ConfigKey.OAUTH_SCOPES,
            ConfigKey.ACCOUNT_OAUTH_SCOPES,
            ConfigKey.TELEMETRY_TARGET);

    private static final Pattern ACCOUNT_KEY =
            Pattern.compile("drivechange\\.account\\.(?<account>.+)\\.oauth\\.[^.]+");

    private final Config config;
    private final ConfigReader values;
    private final Consumer<String> problems;
    private final Set<String> reported = new HashSet<>();

    SpellingCheck(Config config, ConfigReader values, Consumer<String> problems) {
        this.config = config;
        this.values = values;
        this.problems = problems;
    }

    void check() {
        // sorted: among the listed forms of one variable, the variable's own name comes first
        Set<String> names = new TreeSet<>();
        config.getPropertyNames().forEach(names::add);
        names.forEach(name -> PropertyName.of(name).ifPresent(this::check));
    }

    private void check(PropertyName name) {
        Optional<ConfigKey> key = name.spelled();
        if (key.isEmpty()) {
            reportUnknown(name);
        } else if (key.get() == ConfigKey.WEBSOCKET_PROPERTIES && EnvironmentVariableName.is(name.name())) {
            rejectVariable(name);
        } else if (name.index().isPresent() && !key.get().takesList()) {
            rejectIndex(name, key.get());
        } else if (!name.profile() && name.index().isEmpty() && name.exact().isEmpty() && !found(name, key.get())) {
            reportUnknown(name);
        }
    }

    /** Whether the source that lists a name also resolves the key, as for environment variables. */
    private boolean found(PropertyName name, ConfigKey spelled) {
        String key = spelled.spelledBy(name.base()).orElseThrow();
        String value = config.getConfigValue(name.name()).getRawValue();
        if (value != null && value.equals(config.getConfigValue(key).getRawValue())) {
            return true;
        }
        for (ConfigSource source : config.getConfigSources()) {
            String listed = source.getValue(name.name());
            if (listed != null && listed.equals(source.getValue(key))) {
                return true;
            }
        }
        return false;
    }

    private void reportUnknown(PropertyName name) {
        if (!reported.add(EnvironmentVariableName.of(name.name()))) {
            return;
        }
        // a list written as a map: drivechange.notification-hosts[0].x
        String base = name.base().replaceFirst("\\[.*", "");
        Optional<ConfigKey> suggestion = KeySuggestion.closest(base)
                .or(() -> Arrays.stream(ConfigKey.values())
                        .filter(key -> key.covers(base))
                        .findFirst());
        String message =
                "The configuration contains " + name.name() + values.source(name.name()) + ", which has no effect; "
                        + suggestion
                                .map(key -> "did you mean " + spelled(key, name) + "?")
                                .orElse("impl/docs/configuration.md of DriveChange lists the keys.");
        if (!name.profile() && suggestion.filter(key -> unrestricted(key, name)).isPresent()) {
            problems.accept(ErrorCode.KEY_WITHOUT_EFFECT.message(message));
        } else {
            LOG.log(Level.WARNING, ErrorCode.KEY_UNKNOWN.message(message));
        }
    }

    /** Whether the key that was meant restricts, and is not set itself. */
    private boolean unrestricted(ConfigKey key, PropertyName name) {
        Matcher account = ACCOUNT_KEY.matcher(name.base());
        String intended = account.matches() ? key.key().replace("<name>", account.group("account")) : key.key();
        return RESTRICTIONS.contains(key) && !values.present(intended);
    }

    private static String spelled(ConfigKey key, PropertyName name) {
        boolean variable = EnvironmentVariableName.is(name.name())
                && EnvironmentVariableName.of(name.name()).equals(name.name());
        return variable && !key.key().contains("<")
                ? EnvironmentVariableName.of(key.key()) + " (" + key.key() + ")"
                : key.key();
    }

    private void rejectVariable(PropertyName name) {
        if (reported.add(EnvironmentVariableName.of(name.name()))) {
            problems.accept(ErrorCode.KEY_WITHOUT_EFFECT.message("The environment variable " + name.name()
                    + " cannot spell the dots and the case of the WebSocket client's property; expected "
                    + ConfigKey.WEBSOCKET_PROPERTIES.key()
                    + " in a properties file or a system property, whose value may be ${"
                    + "VARIABLE}."));
        }
    }

    private void rejectIndex(PropertyName name, ConfigKey key) {
        if (reported.add(EnvironmentVariableName.of(name.name()))) {
            problems.accept(ErrorCode.VALUE_INVALID.message("The configuration contains " + name.name()
                    + values.source(name.name()) + "; expected one value in "
                    + key.spelledBy(name.base()).orElseThrow() + " but found the element of a list."));
        }
    }
}
