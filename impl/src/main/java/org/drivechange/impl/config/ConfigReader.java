// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Reads configuration values and reports invalid ones. An invalid value reads as the default. */
final class ConfigReader {

    private static final Pattern HOST_PATTERN = Pattern.compile("[A-Za-z0-9*_][A-Za-z0-9.*_-]*|\\[[0-9A-Fa-f:.*]+]");

    private static final Duration LONGEST = Duration.ofDays(365);

    static final String EMPTY = "an empty value";

    private final Config config;
    private final Consumer<String> problems;

    ConfigReader(Config config, Consumer<String> problems) {
        this.config = config;
        this.problems = problems;
    }

    boolean flag(ConfigKey key) {
        return read(key, "true or false", text -> switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> null;
        });
    }

    <T> T choice(ConfigKey key, Map<String, T> choices) {
        return read(key, String.join(" or ", new TreeSet<>(choices.keySet())), choices::get);
    }

    Duration duration(ConfigKey key, Duration minimum) {
        return duration(key, minimum, LONGEST);
    }

    /** Returns a duration whose maximum is a number of days. */
    Duration duration(ConfigKey key, Duration minimum, Duration maximum) {
        String expected = "an ISO 8601 duration such as " + key.fallback().orElseThrow() + ", "
                + (minimum.isZero() ? "zero or more" : "over zero") + ", "
                + (maximum.toDays() == 1 ? "a day" : maximum.toDays() + " days") + " at most";
        return read(key, expected, text -> {
            Duration duration = Duration.parse(text);
            return duration.compareTo(minimum) < 0 || duration.compareTo(maximum) > 0 ? null : duration;
        });
    }

    /** Returns a value that can be sent in an HTTP header. */
    Optional<String> headerValue(ConfigKey key) {
        Optional<String> value = stripped(key);
        value.filter(text -> !isPrintableAscii(text))
                .ifPresent(text -> reportInvalid(key.key(), '"' + text + '"', "printable ASCII characters"));
        return value;
    }

    static boolean isPrintableAscii(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c <= '~');
    }

    double fraction(ConfigKey key) {
        return read(key, "a number from 0 to 1", text -> {
            double number = Double.parseDouble(text);
            return number >= 0 && number <= 1 ? number : null;
        });
    }

    int number(ConfigKey key, int minimum) {
        return read(key, "a whole number from " + minimum + " to " + Integer.MAX_VALUE, text -> {
            int number = Integer.parseInt(text);
            return number >= minimum ? number : null;
        });
    }

    URI graphUrl(ConfigKey key) {
        return read(
                key,
                "an http or https URL with Graph's version, such as "
                        + key.fallback().orElseThrow(),
                text -> {
                    URI uri = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
                    boolean http =
                            "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
                    boolean bare =
                            uri.getRawQuery() == null && uri.getRawFragment() == null && uri.getRawUserInfo() == null;
                    return http && bare && uri.getHost() != null ? uri : null;
                });
    }

    /** Returns patterns of host names. A configured list without a host must not read as "any host". */
    List<String> hosts(ConfigKey key) {
        String expected = "host names separated by commas, in which * stands for anything, such as *.svc.ms";
        List<String> hosts = elements(key.key(), ",", expected).orElse(List.of());
        hosts.stream()
                .filter(host -> !HOST_PATTERN.matcher(host).matches())
                .forEach(host -> reportInvalid(key.key(), "\"" + host + '"', expected));
        return hosts;
    }

    /**
     * Returns the elements of a list, from one value or from indexed keys.
     *
     * @return empty if nothing is configured; a configured list without elements is reported
     */
    Optional<List<String>> elements(String key, String separator, String expected) {
        Optional<String> joined = text(key);
        List<String> indexed = new IndexedList(config, problems).of(key);
        if (!present(key) && indexed.isEmpty()) {
            return Optional.empty();
        }
        if (present(key) && !indexed.isEmpty()) {
            reportInvalid(key, "both", "one value in this key or elements from " + key + "[0] on");
        }
        List<String> elements = Stream.concat(
                        joined.stream().flatMap(text -> Stream.of(text.split(separator))), indexed.stream())
                .map(String::strip)
                .filter(element -> !element.isEmpty())
                .toList();
        if (elements.isEmpty() && !unresolved(key)) {
            reportInvalid(key, EMPTY, expected);
        }
        return Optional.of(elements);
    }

    /** Whether the key has a value that is not blank. Reports nothing. */
    boolean filled(String key) {
        String raw = config.getConfigValue(key).getRawValue();
        return raw != null && !raw.isBlank();
    }

    /** Whether any source has the key, even with an empty value, which MicroProfile Config reads as absent. */
    boolean present(String key) {
        if (config.getConfigValue(key).getRawValue() != null) {
            return true;
        }
        for (ConfigSource source : config.getConfigSources()) {
            if (source.getValue(key) != null) {
                return true;
            }
        }
        return false;
    }

    /** Returns the value without surrounding white space. Empty if it is blank. */
    Optional<String> stripped(ConfigKey key) {
        return text(key.key()).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** Returns the raw value. An unreadable value is reported and reads as absent. */
    Optional<String> text(String key) {
        try {
            Optional<String> value = config.getOptionalValue(key, String.class);
            if (value.isEmpty() && unresolved(key)) {
                problems.accept(ErrorCode.VALUE_INVALID.message(
                        key + " contains an expression with a missing key; set that key, or give a default."));
            }
            return value;
        } catch (RuntimeException e) {
            problems.accept(ErrorCode.VALUE_INVALID.message(key + " cannot be read from the configuration ("
                    + e.getClass().getSimpleName()
                    + "); does it contain an expression with a missing key?"));
            return Optional.empty();
        }
    }

    /**
     * Whether the value has an unresolved expression, which reads as absent. Falling back to the default would be unsafe for
     * a list of allowed hosts.
     */
    private boolean unresolved(String key) {
        String raw = config.getConfigValue(key).getRawValue();
        return raw != null && raw.contains("${");
    }

    private interface Reader<T> {
        T read(String text) throws URISyntaxException;
    }

    private <T> T read(ConfigKey key, String expected, Reader<T> reader) {
        Optional<String> found = text(key.key()).map(String::strip);
        if (found.isEmpty() && key.narrows() && present(key.key())) {
            reportInvalid(key.key(), EMPTY, expected);
        }
        if (found.isPresent()) {
            T value = read(found.get(), reader);
            if (value != null) {
                return value;
            }
            reportInvalid(key.key(), "\"" + found.get() + '"', expected);
        }
        return read(key.fallback().orElseThrow(), reader);
    }

    /** Returns the value; null if the text is malformed. */
    private static <T> T read(String text, Reader<T> reader) {
        try {
            return reader.read(text);
        } catch (IllegalArgumentException | DateTimeParseException | URISyntaxException ignored) {
            return null;
        }
    }

    void reportInvalid(String key, String found, String expected) {
        problems.accept(ErrorCode.VALUE_INVALID.message(
                key + source(key) + ": expected " + expected + " but found " + found + "."));
    }

    /** Returns the source of a value in parentheses. */
    String source(String key) {
        String name = config.getConfigValue(key).getSourceName();
        return name == null ? "" : " (from " + name + ")";
    }
}
