// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.identity;

import java.util.LinkedHashMap;
import java.util.Map;
import org.drivechange.simulator.ScriptedResponse;
import org.drivechange.simulator.internal.network.DurationSeconds;
import org.drivechange.simulator.internal.network.Json;

/** Issues a device code and the user code to enter on the sign-in page. */
public final class DeviceCodeEndpoint {

    private final DeviceCodes codes;

    private final DiscoveryDocuments discoveryDocuments;

    public DeviceCodeEndpoint(DeviceCodes codes, DiscoveryDocuments discoveryDocuments) {
        this.codes = codes;
        this.discoveryDocuments = discoveryDocuments;
    }

    public ScriptedResponse answer(IdentityCall call) {
        call.checkPost();
        String clientId = call.required("client_id");
        DeviceCode code = codes.issue(clientId, Scopes.parse(call.required("scope")));
        String page = discoveryDocuments.signInPage();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("user_code", code.userCode());
        body.put("device_code", code.value());
        body.put("verification_uri", page);
        body.put("expires_in", DurationSeconds.roundedUp(codes.lifetime()));
        body.put("interval", codes.interval().toSeconds());
        body.put(
                "message",
                "To sign in, use a web browser to open the page %s and enter the code %s to authenticate."
                        .formatted(page, code.userCode()));
        return ScriptedResponse.json(Json.text(body));
    }
}
