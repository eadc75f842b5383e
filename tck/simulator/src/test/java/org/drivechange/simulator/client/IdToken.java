// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.stream.StreamSupport;
import org.drivechange.simulator.internal.network.Json;

/** Id token as parsed and verified by a client. */
public record IdToken(String header, String claims, String signature) {

    public static IdToken of(String text) {
        String[] parts = text.split("\\.", -1);
        return new IdToken(parts[0], parts[1], parts[2]);
    }

    public IdToken withClaimsOf(IdToken other) {
        return new IdToken(header, other.claims, signature);
    }

    public String keyId() {
        return json(header).path("kid").textValue();
    }

    public JsonNode claim(String name) {
        return json(claims).path(name);
    }

    /** Whether the token was signed by the key it names, one of these. */
    public boolean signedBy(JsonNode keys) throws GeneralSecurityException {
        Signature verifier = Signature.getInstance("SHA256withRSA");
        verifier.initVerify(key(keys));
        verifier.update((header + "." + claims).getBytes(UTF_8));
        return verifier.verify(decoded(signature));
    }

    private PublicKey key(JsonNode keys) throws GeneralSecurityException {
        JsonNode named = StreamSupport.stream(keys.path("keys").spliterator(), false)
                .filter(key -> key.path("kid").textValue().equals(keyId()))
                .findFirst()
                .orElseThrow();
        BigInteger modulus = new BigInteger(1, decoded(named.path("n").textValue()));
        BigInteger exponent = new BigInteger(1, decoded(named.path("e").textValue()));
        return KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent));
    }

    private static JsonNode json(String part) {
        try {
            return Json.read(new String(decoded(part), UTF_8));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] decoded(String base64) {
        return Base64.getUrlDecoder().decode(base64);
    }
}
