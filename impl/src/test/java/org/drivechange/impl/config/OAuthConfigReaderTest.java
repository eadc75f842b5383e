// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.drivechange.impl.oauth.OAuthSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OAuthConfigReaderTest {

    private static final String HOME = System.getProperty("user.home");

    private final Map<String, String> values = new HashMap<>();
    private final List<String> problems = new ArrayList<>();
    private Optional<Path> home = Optional.of(Path.of(HOME));

    private Optional<OAuthSettings> of(String account) {
        var config = new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(values, "the test", 100))
                .build();
        return new OAuthConfigReader(new ConfigReader(config, problems::add), account, home).settings();
    }

    @Test
    void account_without_client_id_does_not_sign_in() {
        values.put("drivechange.oauth.scopes", "Files.Read");
        assertThat(of("")).isEmpty();
        assertThat(problems).isEmpty();
    }

    @Test
    void reader_requires_only_a_client_id() {
        values.put("drivechange.oauth.client-id", " app ");
        OAuthSettings settings = of("").orElseThrow();
        assertThat(settings.clientId()).isEqualTo("app");
        assertThat(settings.clientSecret()).isEmpty();
        assertThat(settings.authority()).isEqualTo(URI.create("https://login.microsoftonline.com/common"));
        assertThat(settings.scopes()).containsExactly("Files.Read");
        assertThat(settings.cache()).isEqualTo(Path.of(HOME, ".drivechange", "tokens.json"));
    }

    @Test
    void reader_reads_the_keys_of_each_account() {
        values.put("drivechange.oauth.client-id", "default-app");
        values.put("drivechange.oauth.client-secret", "default-secret");
        values.put("drivechange.account.contoso.oauth.client-id", "contoso-app");
        values.put("drivechange.account.contoso.oauth.authority", "https://login.microsoftonline.us/contoso");
        values.put("drivechange.account.contoso.oauth.scopes", "Sites.ReadWrite.All, Files.Read");
        OAuthSettings settings = of("contoso").orElseThrow();
        assertThat(settings.clientId()).isEqualTo("contoso-app");
        assertThat(settings.clientSecret()).as("never another application's").isEmpty();
        assertThat(settings.authority()).isEqualTo(URI.create("https://login.microsoftonline.us/contoso"));
        assertThat(settings.scopes()).containsExactlyInAnyOrder("Sites.ReadWrite.All", "Files.Read");
        assertThat(settings.cache()).isEqualTo(Path.of(HOME, ".drivechange", "tokens-contoso.json"));
    }

    @Test
    void account_with_only_a_cache_uses_the_default_accounts_client_id() {
        values.put("drivechange.oauth.client-id", "app");
        values.put("drivechange.oauth.client-secret", "secret");
        values.put("drivechange.oauth.authority", "https://login.microsoftonline.com/tenant");
        values.put("drivechange.account.bob.oauth.cache", "/var/lib/bob.json");
        OAuthSettings settings = of("bob").orElseThrow();
        assertThat(settings.clientId()).isEqualTo("app");
        assertThat(settings.clientSecret()).contains("secret");
        assertThat(settings.authority()).isEqualTo(URI.create("https://login.microsoftonline.com/tenant"));
        assertThat(settings.cache()).isEqualTo(Path.of("/var/lib/bob.json"));
        assertThat(of("carol")).isEmpty();
    }

    @Test
    void reader_rejects_a_cache_without_a_client_id() {
        values.put("drivechange.account.bob.oauth.cache", "/var/lib/bob.json");
        assertThat(of("bob")).isEmpty();
        assertThat(problems).singleElement().asString().startsWith("DRC1002 drivechange.account.bob.oauth.client-id");
    }

    @Test
    void account_name_cannot_leave_the_cache_folder() {
        values.put("drivechange.account.../x.oauth.client-id", "app");
        assertThat(of("../x").orElseThrow().cache()).isEqualTo(Path.of(HOME, ".drivechange", "tokens-..%2Fx.json"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://login.microsoftonline.com/common",
                "https://login.microsoftonline.com",
                "https://login.microsoftonline.com/common/oauth2/v2.0",
                "https://login.microsoftonline.com/common?a=b",
                "login.microsoftonline.com/common",
                "https://user@host/common",
                "no url"
            })
    void authority_is_an_https_url_with_a_tenant(String wrong) {
        values.put("drivechange.oauth.client-id", "app");
        values.put("drivechange.oauth.authority", wrong);
        of("");
        assertThat(problems)
                .singleElement()
                .asString()
                .startsWith("DRC1002 drivechange.oauth.authority")
                .contains("expected an https URL", "but found \"" + wrong + '"');
    }

    @Test
    void cache_is_a_file_and_not_a_root_folder() {
        values.put("drivechange.oauth.client-id", "8a1d");
        values.put("drivechange.oauth.cache", "/");
        of("");
        assertThat(problems)
                .singleElement()
                .asString()
                .startsWith("DRC1002 drivechange.oauth.cache")
                .contains("expected a file's path but found \"/\"");
    }

    @ParameterizedTest
    @CsvSource({
        "login.windows.net, login.microsoftonline.com",
        "LOGIN.Microsoft.com, login.microsoftonline.com",
        "sts.windows.net, login.microsoftonline.com",
        "login.chinacloudapi.cn, login.partner.microsoftonline.cn",
        "login.usgovcloudapi.net, login.microsoftonline.us"
    })
    void authority_rejects_another_name_of_a_host(String alias, String host) {
        values.put("drivechange.oauth.client-id", "app");
        values.put("drivechange.oauth.authority", "https://" + alias + "/common");
        of("");
        assertThat(problems)
                .singleElement()
                .asString()
                .contains("DRC1002 drivechange.oauth.authority", "https://" + host + "/common");
    }

    @Test
    void cache_below_an_unknown_home_folder_is_rejected_and_an_absolute_one_is_not() {
        home = HomeDirectory.of("?", null);
        values.put("drivechange.oauth.client-id", "app");
        of("");
        assertThat(problems)
                .singleElement()
                .asString()
                .contains("DRC1002 drivechange.oauth.cache", "user.home", "HOME");
        problems.clear();
        values.put("drivechange.oauth.cache", "/var/lib/tokens.json");
        assertThat(of("").orElseThrow().cache()).isEqualTo(Path.of("/var/lib/tokens.json"));
        assertThat(problems).isEmpty();
    }

    @Test
    void home_folder_is_the_first_absolute_one_that_exists(@TempDir Path directory) {
        assertThat(HomeDirectory.of("?", "relative", null, "/nonexistent/home", "\0", directory.toString(), "/"))
                .contains(directory);
        assertThat(HomeDirectory.of("?", null)).isEmpty();
    }
}
