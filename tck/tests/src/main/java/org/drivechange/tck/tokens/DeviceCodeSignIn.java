// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.tokens;

import static org.drivechange.tck.Application.jar;

import com.azure.json.JsonProvider;
import com.microsoft.aad.msal4j.DeviceCodeFlowParameters;
import com.microsoft.aad.msal4j.PublicClientApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.drivechange.tck.SimulatorClient;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.slf4j.Logger;

/** Signs in by device code before the application starts, using Microsoft's client. */
record DeviceCodeSignIn(String clientId, SimulatorClient simulator) {

    /** Writes the token cache for the application to a file. */
    void saveCacheTo(Path cache) throws IOException {
        PublicClientApplication client = PublicClientApplication.builder(clientId)
                .authority(simulator.authority())
                // instance discovery would query Microsoft for the simulator's host
                .instanceDiscovery(false)
                .build();
        client.acquireToken(DeviceCodeFlowParameters.builder(
                                Set.of("Files.Read"), code -> simulator.approve(code.userCode()))
                        .build())
                .join();
        Files.writeString(cache, client.tokenCache().serialize());
    }

    /** Returns the jars that the dependency {@code com.microsoft.azure:msal4j} adds to {@code WEB-INF/lib}. */
    static JavaArchive[] jars() {
        return new JavaArchive[] {jar(PublicClientApplication.class), jar(JsonProvider.class), jar(Logger.class)};
    }
}
