// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.drivechange.simulator.internal.network.Json;

/** Key that signs id tokens. */
final class SigningKey {

    private static final int BITS = 2048;

    private final String id = UUID.randomUUID().toString();

    private final KeyPair pair = pair();

    /** Returns the claims as a signed JSON Web Token. */
    String sign(Map<String, Object> claims) {
        String signed = base64(Json.text(header()).getBytes(UTF_8)) + "."
                + base64(Json.text(claims).getBytes(UTF_8));
        return signed + "." + base64(signature(signed));
    }

    /** Returns the public key as a JSON Web Key. */
    Map<String, Object> publicKey() {
        RSAPublicKey key = (RSAPublicKey) pair.getPublic();
        Map<String, Object> publicKey = new LinkedHashMap<>();
        publicKey.put("kty", "RSA");
        publicKey.put("use", "sig");
        publicKey.put("alg", "RS256");
        publicKey.put("kid", id);
        publicKey.put("n", base64(unsigned(key.getModulus())));
        publicKey.put("e", base64(unsigned(key.getPublicExponent())));
        return publicKey;
    }

    private Map<String, Object> header() {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("typ", "JWT");
        header.put("alg", "RS256");
        header.put("kid", id);
        return header;
    }

    private byte[] signature(String text) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(pair.getPrivate());
            signature.update(text.getBytes(UTF_8));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the magnitude without the sign byte. */
    private static byte[] unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
