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
import org.drivechange.impl.diagnostics.ErrorCode;

/** Generates the reference pages and editor metadata. */
final class Reference {

    private static final String SPELLING = """

            ## Spelling

            A key may be spelled in each way of MicroProfile Config: `DRIVECHANGE_NOTIFICATION_HOSTS` in the environment,
            `%dev.drivechange.notification-hosts` in a profile, a list also as `drivechange.notification-hosts[0]` and so on. A variable may
            contain the name of an account, as in `DRIVECHANGE_ACCOUNT_CONTOSO_TOKEN`. A property of the WebSocket client cannot be
            set by a variable, which loses dots and case.

            An empty value counts as none, except for keys that restrict, which must not be empty: `drivechange.notification-hosts`,
            `.allow-insecure`, `.enabled`, `.graph.url`, `.oauth.scopes`, `.oauth.authority`, `.queue-capacity`, `.max-message-size`,
            `.delta.max-page-size` and `.telemetry.target`. A misspelt key is logged as a warning. If it resembles a list of hosts or scopes, or
            `drivechange.telemetry.target`, the deployment fails.
            """;

    private Reference() {}

    /** Returns the page of the configuration keys. */
    static String configuration() {
        String rows = Arrays.stream(ConfigKey.values()).map(Reference::row).collect(Collectors.joining());
        return "# Configuration\n\nDriveChange reads these keys from MicroProfile Config, once, at deployment; access tokens are read for"
                + " each request.\n\n| key | default | |\n|---|---|---|\n" + rows + SPELLING;
    }

    /** Returns the page of the error codes. */
    static String errorCodes() {
        String rows = Arrays.stream(ErrorCode.values()).map(Reference::row).collect(Collectors.joining());
        return "# Error codes\n\nThe code begins each message. `DRC1…` concerns the deployment, `DRC2…` Graph and sign-in, `DRC3…`"
                + " sessions, `DRC4…` delivery, `DRC5…` item changes.\n\n| code | what happened | what to do |\n|---|---|---|\n"
                + rows;
    }

    private static String row(ErrorCode code) {
        return "| `" + code.code() + "` | " + code.text() + " | " + code.remedy() + " |\n";
    }

    private static String row(ConfigKey key) {
        String fallback = key.fallback().map(value -> "`" + value + "` ").orElse("");
        return "| `" + key.key() + "` | " + fallback + "| " + key.doc() + " |\n";
    }

    /** Returns metadata read by the Spring support of editors and IntelliJ, also in projects without Spring. */
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
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
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

                /** Keys for editors with MicroProfile support (LSP4MP), which look for the annotation in jars. Never loaded; generated. */
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

    /** Returns the type of the default value. */
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
