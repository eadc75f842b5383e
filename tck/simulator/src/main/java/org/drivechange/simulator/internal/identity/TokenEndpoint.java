// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.identity;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.drivechange.simulator.ScriptedResponse;
import org.drivechange.simulator.internal.network.Json;

/** Issues tokens for an approved device code or a refresh token. */
public final class TokenEndpoint {

    private final ScriptedErrors scriptedErrors;

    private final DeviceCodes codes;

    private final AccessTokens accessTokens;

    private final RefreshTokens refreshTokens;

    private final SigningKeys keys;

    private final DiscoveryDocuments discoveryDocuments;

    private volatile Optional<String> clientSecret = Optional.empty();

    public TokenEndpoint(
            ScriptedErrors scriptedErrors,
            DeviceCodes codes,
            AccessTokens accessTokens,
            RefreshTokens refreshTokens,
            SigningKeys keys,
            DiscoveryDocuments discoveryDocuments) {
        this.scriptedErrors = scriptedErrors;
        this.codes = codes;
        this.accessTokens = accessTokens;
        this.refreshTokens = refreshTokens;
        this.keys = keys;
        this.discoveryDocuments = discoveryDocuments;
    }

    public void clientSecret(String secret) {
        clientSecret = Optional.of(secret);
    }

    public ScriptedResponse answer(IdentityCall call) {
        scriptedErrors.raise();
        call.checkPost();
        String clientId = call.required("client_id");
        clientSecret.ifPresent(secret -> authenticate(call, secret));
        Optional<Scopes> requested = call.parameter("scope").map(Scopes::parse);
        String refreshToken = refreshToken(call, clientId);
        Consent consent = refreshTokens.consent(refreshToken);
        Scopes scopes = requested.orElse(consent.scopes());
        return ScriptedResponse.json(Json.text(tokens(call, consent, scopes, refreshToken)));
    }

    private String refreshToken(IdentityCall call, String clientId) {
        return switch (call.required("grant_type")) {
            // RFC 8628 defines the former, Microsoft's client sends the latter
            case "urn:ietf:params:oauth:grant-type:device_code", "device_code" ->
                refreshTokens.first(codes.redeem(call.required("device_code"), clientId));
            case "refresh_token" -> refreshTokens.rotate(call.required("refresh_token"), clientId);
            default -> throw IdentityError.BAD_GRANT_TYPE.exception();
        };
    }

    private Map<String, Object> tokens(IdentityCall call, Consent consent, Scopes scopes, String refreshToken) {
        long seconds = accessTokens.lifetime().toSeconds();
        Map<String, Object> tokens = new LinkedHashMap<>();
        tokens.put("token_type", "Bearer");
        tokens.put("scope", scopes.granted());
        tokens.put("expires_in", seconds);
        tokens.put("ext_expires_in", seconds);
        tokens.put("access_token", accessTokens.issue());
        if (scopes.offlineAccess()) {
            tokens.put("refresh_token", refreshToken);
        }
        if (scopes.openId()) {
            tokens.put("id_token", keys.sign(claims(call, consent)));
        }
        if (call.parameter("client_info").isPresent()) {
            tokens.put("client_info", consent.account().clientInfo());
        }
        return tokens;
    }

    private Map<String, Object> claims(IdentityCall call, Consent consent) {
        UserAccount account = consent.account();
        Instant now = Instant.now();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("aud", consent.clientId());
        claims.put("iss", discoveryDocuments.issuer(call.tenant()));
        claims.put("iat", now.getEpochSecond());
        claims.put("nbf", now.getEpochSecond());
        claims.put("exp", now.plus(accessTokens.lifetime()).getEpochSecond());
        claims.put("name", account.name());
        claims.put("oid", account.id());
        claims.put("preferred_username", account.username());
        claims.put("sub", account.id());
        claims.put("tid", account.tenantId());
        claims.put("uti", UUID.randomUUID().toString());
        claims.put("ver", "2.0");
        return claims;
    }

    private static void authenticate(IdentityCall call, String secret) {
        String shown = call.parameter("client_secret").orElseThrow(IdentityError.NO_CLIENT_SECRET::exception);
        if (!shown.equals(secret)) {
            throw IdentityError.BAD_CLIENT_SECRET.exception();
        }
    }
}
