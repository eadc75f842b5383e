// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.config;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.drivechange.impl.drive.DeltaSettings;
import org.drivechange.impl.position.DatabaseSettings;
import org.drivechange.impl.position.PositionSettings;

/** Reads the keys of item changes. Loaded only if an observer of item changes exists. */
final class DeltaConfigReader {

    private static final Duration ABOVE_ZERO = Duration.ofNanos(1);
    private static final Duration LONGEST_POLL_INTERVAL = Duration.ofDays(1);
    private static final int SMALLEST_PAGE = 65536;

    private static final Pattern PROPERTY = Pattern.compile("[A-Za-z0-9@._]+");
    private static final Pattern TABLE_PREFIX = Pattern.compile("[A-Za-z0-9_.$]*");
    private static final String DOWNLOAD_URL = "downloadurl";

    private final ConfigReader values;

    DeltaConfigReader(ConfigReader values) {
        this.values = values;
    }

    DeltaSettings settings(DriveChangeSettings common) {
        return new DeltaSettings(
                common.graphUrl(),
                values.choice(
                        ConfigKey.DELTA_START,
                        Map.of("latest", DeltaSettings.Start.LATEST, "all", DeltaSettings.Start.ALL)),
                values.duration(ConfigKey.DELTA_POLL_INTERVAL, ABOVE_ZERO, LONGEST_POLL_INTERVAL),
                common.delivery().quietPeriod(),
                values.number(ConfigKey.DELTA_ATTEMPTS, 0),
                select(),
                elements(
                        ConfigKey.DELTA_PREFER,
                        "values of the Prefer header, of printable ASCII characters, separated by commas",
                        ConfigReader::isPrintableAscii),
                values.number(ConfigKey.DELTA_MAX_PAGE_SIZE, SMALLEST_PAGE),
                common.sessions().connectTimeout(),
                common.sessions().reconnect());
    }

    PositionSettings positions() {
        String directory = values.stripped(ConfigKey.DELTA_DIRECTORY)
                .orElse(ConfigKey.DELTA_DIRECTORY.fallback().orElseThrow());
        return new PositionSettings(
                application(),
                FilePathReader.of(values).path(ConfigKey.DELTA_DIRECTORY.key(), directory, "a directory"));
    }

    /** Returns the settings of files whose positions move into the database, empty if no directory is configured. */
    Optional<PositionSettings> positionsToMove() {
        return values.stripped(ConfigKey.DELTA_DIRECTORY).map(directory -> positions());
    }

    /** Returns the settings of the database, empty if none is configured. */
    Optional<DatabaseSettings> database() {
        return values.stripped(ConfigKey.DATASOURCE)
                .map(dataSource -> new DatabaseSettings(application(), dataSource, tablePrefix()));
    }

    /** The prefix becomes part of statements, so an invalid one is not used. */
    private String tablePrefix() {
        String fallback = ConfigKey.TABLE_PREFIX.fallback().orElseThrow();
        String prefix = values.stripped(ConfigKey.TABLE_PREFIX).orElse(fallback);
        if (TABLE_PREFIX.matcher(prefix).matches()) {
            return prefix;
        }
        values.reportInvalid(
                ConfigKey.TABLE_PREFIX.key(), '"' + prefix + '"', "the characters A-Z, a-z, 0-9, _, . and $");
        return fallback;
    }

    private String application() {
        String application = values.stripped(ConfigKey.APPLICATION).orElse("");
        if (application.chars().anyMatch(Character::isISOControl)) {
            values.reportInvalid(
                    ConfigKey.APPLICATION.key(), '"' + application + '"', "a name without control characters");
        }
        return application;
    }

    private List<String> select() {
        String key = ConfigKey.DELTA_SELECT.key();
        List<String> names = elements(
                ConfigKey.DELTA_SELECT,
                "names of properties separated by commas, such as shared,malware, of the characters A-Z, a-z, 0-9, @, . and _",
                name -> PROPERTY.matcher(name).matches());
        names.stream()
                .filter(name -> name.toLowerCase(Locale.ROOT).contains(DOWNLOAD_URL))
                .forEach(name -> values.reportInvalid(
                        key,
                        '"' + name + "\", which returns a URL that needs no access token",
                        "no download URL; an observer requests the item's /content instead"));
        return names;
    }

    private List<String> elements(ConfigKey key, String expected, Predicate<String> valid) {
        List<String> elements = values.elements(key.key(), ",", expected).orElse(List.of());
        elements.stream()
                .filter(valid.negate())
                .forEach(element -> values.reportInvalid(key.key(), '"' + element + '"', expected));
        return elements;
    }
}
