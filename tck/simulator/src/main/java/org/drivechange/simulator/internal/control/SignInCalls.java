// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.control;

import static org.drivechange.simulator.internal.control.ControlCall.get;
import static org.drivechange.simulator.internal.control.ControlCall.post;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.drivechange.simulator.IdentityPlatform;
import org.drivechange.simulator.internal.identity.UserAccount;
import org.drivechange.simulator.internal.network.BadRequestException;

/** Calls of the control API for the identity platform: the user's and a script's actions on a sign-in. */
public final class SignInCalls {

    private static final Map<String, Object> DONE = Map.of("done", true);

    private final IdentityPlatform platform;

    public SignInCalls(IdentityPlatform platform) {
        this.platform = platform;
    }

    public List<ControlCall> all() {
        return List.of(
                get("/sign-in", "Returns the authority, the sign-in page and the pending user code.", in -> state()),
                get(
                        "/sign-in/requests",
                        "Returns the requests received by the identity platform.",
                        in -> platform.requests()),
                post(
                        "/sign-in/approve",
                        "{\"userCode\":null,\"username\":\"ada@drivechange.example\"}",
                        "Approves a sign-in; without userCode, the newest pending one.",
                        in -> done(() -> platform.approve(userCode(in), username(in)))),
                post(
                        "/sign-in/decline",
                        "{\"userCode\":null}",
                        "Declines a sign-in.",
                        in -> done(() -> platform.decline(userCode(in)))),
                post("/sign-in/revoke", "", "Revokes all refresh tokens.", in -> done(platform::revoke)),
                post("/sign-in/roll-keys", "", "Rotates the key that signs id tokens.", in -> done(platform::rollKeys)),
                post(
                        "/sign-in/slow-down",
                        "{\"count\":1}",
                        "Answers the next polls for a device code with slow_down.",
                        in -> done(() -> platform.slowDown(count(in)))),
                post(
                        "/sign-in/throttle",
                        "{\"count\":1,\"retryAfter\":\"PT5S\"}",
                        "Answers the next token requests with 429; without retryAfter, no Retry-After.",
                        in -> done(() -> platform.throttle(count(in), in.duration("retryAfter")))),
                post(
                        "/sign-in/fail",
                        "{\"count\":1,\"status\":503}",
                        "Answers the next token requests with this status.",
                        in -> done(() -> platform.fail(count(in), in.number("status", 503, 400, 599)))));
    }

    private Map<String, Object> state() {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("authority", platform.authority());
        state.put("page", platform.signInPage());
        state.put("userCode", platform.userCode().orElse(null));
        state.put("refreshes", platform.refreshes());
        return state;
    }

    private String userCode(ControlRequestBody in) {
        return in.has("userCode")
                ? in.text("userCode")
                : platform.userCode().orElseThrow(() -> new BadRequestException("No sign-in is pending."));
    }

    private static String username(ControlRequestBody in) {
        return in.has("username") ? in.text("username") : UserAccount.DEFAULT.username();
    }

    private static int count(ControlRequestBody in) {
        return in.number("count", 1, 0);
    }

    private static Object done(Runnable action) {
        action.run();
        return DONE;
    }
}
