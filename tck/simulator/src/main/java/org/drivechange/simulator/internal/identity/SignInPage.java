// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.identity;

import java.time.Duration;
import java.util.Map;
import org.drivechange.simulator.ScriptedResponse;

/** Sign-in page on which a user enters a user code and approves or declines. */
public final class SignInPage {

    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Sign in to the simulator</title>
            <style>
            body { font: 1rem/1.5 system-ui, sans-serif; max-width: 24rem; margin: 3rem auto; padding: 0 1rem }
            label, input { display: block; width: 100%%; box-sizing: border-box; font: inherit }
            input { padding: .5rem; margin-bottom: 1rem }
            button { font: inherit; padding: .5rem 1.5rem }
            </style>
            </head>
            <body>
            <h1>Sign in</h1>
            <p role="status">%s</p>
            %s
            </body>
            </html>
            """;

    private static final String FORM = """
            <form method="post">
            <label for="code">Code</label>
            <input id="code" name="user_code" value="%s" autocomplete="off" autofocus required>
            <label for="username">User name, any</label>
            <input id="username" name="username" value="%s" required>
            <button name="answer" value="approve">Approve</button>
            <button name="answer" value="decline">Decline</button>
            </form>""";

    private final DeviceCodes codes;

    public SignInPage(DeviceCodes codes) {
        this.codes = codes;
    }

    public ScriptedResponse answer(IdentityCall call) {
        if (!call.isPost()) {
            return page(200, "Enter the code that the application shows.", form(call));
        }
        try {
            return page(200, submit(call) + " You may close this page.", "");
        } catch (IllegalArgumentException e) {
            return page(400, e.getMessage(), form(call));
        }
    }

    private String submit(IdentityCall call) {
        DeviceCode code = codes.findPending(call.parameter("user_code").orElse(""));
        if (call.parameter("answer").filter("approve"::equals).isEmpty()) {
            code.decline();
            return "You declined.";
        }
        UserAccount account = account(call);
        code.approve(account);
        return "You are signed in as " + escaped(account.username()) + ".";
    }

    private static String form(IdentityCall call) {
        String userCode = call.parameter("user_code").orElse("");
        return FORM.formatted(escaped(userCode), escaped(account(call).username()));
    }

    private static UserAccount account(IdentityCall call) {
        return call.parameter("username").map(UserAccount::new).orElse(UserAccount.DEFAULT);
    }

    private static ScriptedResponse page(int status, String message, String form) {
        Map<String, String> html = Map.of("Content-Type", "text/html; charset=utf-8");
        return new ScriptedResponse(status, html, PAGE.formatted(message, form), Duration.ZERO);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
