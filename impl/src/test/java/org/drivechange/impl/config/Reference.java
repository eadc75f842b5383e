// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The keys of the configuration as others want to have them written. */
final class Reference {

    private static final String START = "<!-- the keys; ReferenceTest says the command that writes them -->\n";
    private static final String END = "<!-- the end of the keys -->\n";

    private Reference() {}

    static String inReadme(String readme) {
        int start = readme.indexOf(START);
        int end = readme.indexOf(END);
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("The README has no lines\n" + START + END);
        }
        String rows = Arrays.stream(ConfigKey.values()).map(Reference::row).collect(Collectors.joining());
        return readme.substring(0, start) + START + "| key | default | |\n|---|---|---|\n" + rows
                + readme.substring(end);
    }

    private static String row(ConfigKey key) {
        String fallback = key.fallback().map(value -> "`" + value + "` ").orElse("");
        return "| `" + key.key() + "` | " + fallback + "| " + key.doc() + " |\n";
    }

    /** Spring's editors and IntelliJ's read it, Spring or not, when their support for Spring is on. */
    static String springMetadata() {
        JsonMapper json = new JsonMapper();
        ObjectNode metadata = json.createObjectNode();
        ArrayNode properties = metadata.putArray("properties");
        Set<String> written = new HashSet<>();
        for (ConfigKey key : ConfigKey.values()) {
            String name = key.key().replaceFirst("\\.<name>.*", "");
            if (!written.add(name)) {
                continue;
            }
            ObjectNode property = properties.addObject();
            property.put("name", name);
            property.put(
                    "type",
                    named(key)
                            ? "java.util.Map<java.lang.String,java.lang.String>"
                            : type(key).getName());
            property.put("description", withoutMarkdown(key.doc()));
            key.fallback().ifPresent(value -> property.put("defaultValue", value));
        }
        try {
            return json.writerWithDefaultPrettyPrinter().writeValueAsString(metadata) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String withoutMarkdown(String text) {
        return text.replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1").replace("`", "");
    }

    /**
     * The editors of MicroProfile (LSP4MP, which is in Red Hat's and Liberty's tools for Visual Studio Code, Eclipse and
     * IntelliJ) look for this annotation on fields, in the jars of a project, too; {@code {*}} is what the user names.
     */
    static String completion() {
        return """
                // SPDX-License-Identifier: Apache-2.0
                package org.drivechange.impl.config;

                import java.net.URI;
                import java.time.Duration;
                import org.eclipse.microprofile.config.inject.ConfigProperty;

                /** Editors that complete MicroProfile Config look for this annotation in the jars. Never loaded; written from {@link ConfigKey}. */
                final class Completion {
                %s
                    private Completion() {}
                }
                """.formatted(
                        Arrays.stream(ConfigKey.values()).map(Reference::field).collect(Collectors.joining()));
    }

    private static String field(ConfigKey key) {
        String fallback = key.fallback()
                .map(value -> ", defaultValue = \"" + value + "\"")
                .orElse("");
        return """

                    @ConfigProperty(name = "%s"%s)
                    %s %s;
                """.formatted(
                        key.key().replace("<name>", "{*}"), fallback, type(key).getSimpleName(), camel(key));
    }

    private static String camel(ConfigKey key) {
        String name = Arrays.stream(key.name().toLowerCase(Locale.ROOT).split("_"))
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining());
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    private static boolean named(ConfigKey key) {
        return key.key().contains("<name>");
    }

    /** What kind of value the default is. */
    private static Class<?> type(ConfigKey key) {
        String value = key.fallback().orElse("");
        if (value.equals("true") || value.equals("false")) {
            return Boolean.class;
        } else if (value.matches("\\d+")) {
            return Integer.class;
        } else if (value.matches("\\d+\\.\\d+")) {
            return Double.class;
        } else if (value.matches("P.+")) {
            return Duration.class;
        }
        return value.startsWith("https://") ? URI.class : String.class;
    }
}
