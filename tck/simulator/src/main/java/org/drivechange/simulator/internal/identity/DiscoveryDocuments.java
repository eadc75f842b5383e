// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.identity;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.drivechange.simulator.ScriptedResponse;
import org.drivechange.simulator.internal.network.Json;

/** URLs of the platform's endpoints and the discovery documents that publish them. */
public record DiscoveryDocuments(String root) {

    public static final String DEVICE = "/device";

    public static final String DOCUMENT = "/.well-known/openid-configuration";

    public String authority() {
        return root + "/common";
    }

    /** Returns the issuer of id tokens and discovery documents; a client compares it with the URL of the document. */
    String issuer(String tenant) {
        return root + "/" + tenant + "/v2.0";
    }

    public String signInPage() {
        return root + DEVICE;
    }

    public ScriptedResponse openIdConfiguration(IdentityCall call) {
        String tenant = root + "/" + call.tenant();
        String oauth = tenant + "/oauth2/v2.0";
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("issuer", root + call.path().substring(0, call.path().length() - DOCUMENT.length()));
        document.put("authorization_endpoint", oauth + "/authorize");
        document.put("token_endpoint", oauth + "/token");
        document.put("device_authorization_endpoint", oauth + "/devicecode");
        document.put("jwks_uri", tenant + "/discovery/v2.0/keys");
        document.put("token_endpoint_auth_methods_supported", List.of("client_secret_post"));
        document.put("response_types_supported", List.of("id_token"));
        document.put("subject_types_supported", List.of("pairwise"));
        document.put("id_token_signing_alg_values_supported", List.of("RS256"));
        document.put("scopes_supported", List.of("openid", "profile", "email", "offline_access"));
        return ScriptedResponse.json(Json.text(document));
    }

    public ScriptedResponse instance(IdentityCall call) {
        String host = URI.create(root).getHost();
        return ScriptedResponse.json(Json.text(Map.of(
                "tenant_discovery_endpoint",
                issuer(call.tenant()) + DOCUMENT,
                "api-version",
                "1.1",
                "metadata",
                List.of(Map.of("preferred_network", host, "preferred_cache", host, "aliases", List.of(host))))));
    }
}
