// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.identity;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.drivechange.simulator.GraphReply;
import org.drivechange.simulator.internal.network.Json;

/** Issues tokens for an approved device code or a refresh token. */
public final class TokenEndpoint {

    private final ScriptedErrors troubles;

    private final DeviceCodes codes;

    private final AccessTokens accessTokens;

    private final RefreshTokens refreshTokens;

    private final SigningKeys keys;

    private final DiscoveryDocuments addresses;

    private volatile Optional<String> clientSecret = Optional.empty();

    public TokenEndpoint(
            ScriptedErrors troubles,
            DeviceCodes codes,
            AccessTokens accessTokens,
            RefreshTokens refreshTokens,
            SigningKeys keys,
            DiscoveryDocuments addresses) {
        this.troubles = troubles;
        this.codes = codes;
        this.accessTokens = accessTokens;
        this.refreshTokens = refreshTokens;
        this.keys = keys;
        this.addresses = addresses;
    }

    public void clientSecret(String secret) {
        clientSecret = Optional.of(secret);
    }

    public GraphReply answer(IdentityCall call) {
        troubles.raise();
        call.checkPost();
        String clientId = call.required("client_id");
        clientSecret.ifPresent(secret -> authenticate(call, secret));
        Optional<Scopes> asked = call.parameter("scope").map(Scopes::parse);
        String refreshToken = refreshToken(call, clientId);
        Consent consent = refreshTokens.consent(refreshToken);
        Scopes scopes = asked.orElse(consent.scopes());
        return GraphReply.json(Json.text(tokens(call, consent, scopes, refreshToken)));
    }

    private String refreshToken(IdentityCall call, String clientId) {
        return switch (call.required("grant_type")) {
            // RFC 8628 defines the former, Microsoft's client sends the latter
            case "urn:ietf:params:oauth:grant-type:device_code", "device_code" ->
                refreshTokens.first(codes.redeem(call.required("device_code"), clientId));
            case "refresh_token" -> refreshTokens.rotate(call.required("refresh_token"), clientId);
            default -> throw IdentityError.BAD_GRANT_TYPE.refusal();
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
            tokens.put("client_info", consent.person().clientInfo());
        }
        return tokens;
    }

    private Map<String, Object> claims(IdentityCall call, Consent consent) {
        UserAccount person = consent.person();
        Instant now = Instant.now();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("aud", consent.clientId());
        claims.put("iss", addresses.issuer(call.tenant()));
        claims.put("iat", now.getEpochSecond());
        claims.put("nbf", now.getEpochSecond());
        claims.put("exp", now.plus(accessTokens.lifetime()).getEpochSecond());
        claims.put("name", person.name());
        claims.put("oid", person.id());
        claims.put("preferred_username", person.username());
        claims.put("sub", person.id());
        claims.put("tid", person.tenantId());
        claims.put("uti", UUID.randomUUID().toString());
        claims.put("ver", "2.0");
        return claims;
    }

    private static void authenticate(IdentityCall call, String secret) {
        String shown = call.parameter("client_secret").orElseThrow(IdentityError.NO_CLIENT_SECRET::refusal);
        if (!shown.equals(secret)) {
            throw IdentityError.BAD_CLIENT_SECRET.refusal();
        }
    }
}
