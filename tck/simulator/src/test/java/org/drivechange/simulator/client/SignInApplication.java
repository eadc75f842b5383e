// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;

/**
 * Application in its own JVM, with the trust store of its options. It prints its user code, waits for a line, and calls
 * Graph with its access token.
 */
public final class SignInApplication {

    private SignInApplication() {}

    public static void main(String[] authorityAndGraph) throws IOException, GeneralSecurityException {
        IdentityHttpClient http = new IdentityHttpClient(authorityAndGraph[0], SSLContext.getDefault());
        JsonNode code = SimulatorHttpClient.json(http.deviceCode("Files.Read"));
        System.out.println(code.path("user_code").textValue());
        System.in.read();
        JsonNode tokens =
                SimulatorHttpClient.json(http.poll(code.path("device_code").textValue()));
        URI subscription = URI.create(authorityAndGraph[1] + "/me/drive/root" + SimulatorHttpClient.SOCKET_IO);
        HttpRequest request = HttpRequest.newBuilder(subscription)
                .header("Authorization", "Bearer " + tokens.path("access_token").textValue())
                .build();
        System.out.println(tokens.path("expires_in") + " "
                + SimulatorHttpClient.send(request).statusCode());
    }
}
