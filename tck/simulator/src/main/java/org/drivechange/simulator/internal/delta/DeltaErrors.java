// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.delta;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.drivechange.simulator.DeltaFault;
import org.drivechange.simulator.ScriptedResponse;
import org.drivechange.simulator.internal.network.Json;

/** The error responses of the delta. */
final class DeltaErrors {

    private DeltaErrors() {}

    /** Returns the response of a fault that replaces the page; empty for other faults. */
    static Optional<ScriptedResponse> of(DeltaFault fault, String start) {
        ScriptedResponse response = switch (fault) {
            case LINK_BAD_REQUEST -> badRequest("The request is malformed or incorrect.");
            case LINK_NOT_FOUND -> notFound();
            case UNAUTHORIZED -> error(401, "InvalidAuthenticationToken", "Access token has expired.");
            case FORBIDDEN -> error(403, "accessDenied", "Access denied.");
            case THROTTLED -> ScriptedResponse.throttled(null);
            case NO_COHERENT_VIEW -> error(500, "cannotSnapshotTree", "A coherent view of changes is not available.");
            case BAD_GATEWAY -> error(502, "generalException", "Bad gateway.");
            case UNAVAILABLE -> error(503, "serviceNotAvailable", "The service is not available.");
            case GATEWAY_TIMEOUT, GATEWAY_TIMEOUT_FOR_TOKEN -> error(504, "timeout", "The request timed out.");
            case INSUFFICIENT_STORAGE -> error(507, "quotaLimitReached", "Insufficient space available.");
            case BANDWIDTH_EXCEEDED -> error(509, "activityLimitReached", "Bandwidth limit exceeded.");
            default -> null;
        };
        return Optional.ofNullable(response).or(() -> gone(fault, start));
    }

    static ScriptedResponse badRequest(String message) {
        return error(400, "invalidRequest", message);
    }

    static ScriptedResponse notFound() {
        return error(404, "itemNotFound", "The resource could not be found.");
    }

    private static Optional<ScriptedResponse> gone(DeltaFault fault, String start) {
        ScriptedResponse response = switch (fault) {
            case GONE_RESYNC_REQUIRED -> gone("resyncRequired");
            case GONE_APPLY_DIFFERENCES -> gone("resyncChangesApplyDifferences");
            case GONE_UPLOAD_DIFFERENCES -> gone("resyncChangesUploadDifferences");
            case GONE_INNER_APPLY_DIFFERENCES -> goneWithInner("resyncApplyDifferences");
            case GONE_INNER_UPLOAD_DIFFERENCES -> goneWithInner("resyncUploadDifferences");
            case GONE_SYNC_STATE_NOT_FOUND -> gone("syncStateNotFound");
            case GONE_MIXED_CASE -> gone("ResyncREQUIRED");
            case GONE_WITHOUT_BODY -> new ScriptedResponse(410, Map.of(), "", Duration.ZERO);
            default -> null;
        };
        return Optional.ofNullable(response).map(gone -> gone.with("Location", start));
    }

    private static ScriptedResponse gone(String code) {
        return error(410, code, "Resync required. Replace any local items with the server's version.");
    }

    private static ScriptedResponse goneWithInner(String innerCode) {
        Map<String, Object> error = Map.of(
                "code", "resyncRequired", "message", "Resync required.", "innererror", Map.of("code", innerCode));
        return ScriptedResponse.json(410, Json.text(Map.of("error", error)));
    }

    private static ScriptedResponse error(int status, String code, String message) {
        return ScriptedResponse.error(status, code, message);
    }
}
