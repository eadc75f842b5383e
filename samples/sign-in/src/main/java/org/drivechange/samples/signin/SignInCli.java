// SPDX-License-Identifier: Apache-2.0
package org.drivechange.samples.signin;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.drivechange.impl.config.DriveChangeConfig;
import org.drivechange.impl.diagnostics.SanitizedText;
import org.drivechange.impl.http.ProxyAwareHttpClient;
import org.drivechange.impl.http.TextHttpClient;
import org.drivechange.impl.oauth.DeviceCodeSignIn;
import org.drivechange.impl.oauth.DeviceCodeSignIn.SignInException;
import org.drivechange.impl.oauth.OAuthSettings;

/**
 * Signs an account in by device code and stores its tokens for the applications that watch its drives. Reads the same
 * keys as these applications, from MicroProfile Config or as options.
 */
public final class Main {

    private static final List<String> OPTIONS = List.of("--client-id", "--authority", "--scopes", "--cache");

    private static final String HELP = """
            Signs an account in with a code that is typed elsewhere, and keeps that for the applications that watch its drives.
            What is not given is taken from MicroProfile Config, such as the environment: DRIVECHANGE_OAUTH_CLIENT_ID.

              --client-id ID     the application's id in Entra ID
              --authority URL    the identity platform and the tenant; https://login.microsoftonline.com/common is the default
              --scopes SCOPES    what the access token is good for, separated by spaces; Files.Read is the default
              --cache FILE       the file that keeps the sign-in; ~/.drivechange/tokens.json is the default
              --account NAME     the account as the applications name it, where it is not the default one
              --help             this text
            """;

    private Main() {}

    /**
     * Signs in. The exit code is 0 on success, 1 if the sign-in failed, 2 for invalid options.
     *
     * @param arguments options and their values
     */
    public static void main(String[] arguments) throws Exception {
        List<String> left = new ArrayList<>(Arrays.asList(arguments));
        if (left.contains("--help")) {
            System.out.print(HELP);
            return;
        }
        String account = taken(left, "--account", "");
        String prefix = account.isEmpty() ? "drivechange.oauth." : "drivechange.account." + account + ".oauth.";
        for (String option : OPTIONS) {
            String value = taken(left, option, null);
            if (value != null) {
                System.setProperty(prefix + option.substring(2), value);
            }
        }
        if (!left.isEmpty()) {
            end(2, "Expected an option of --help, with a value, but found " + left.get(0) + ".");
        }
        signIn(settings(account), prefix);
    }

    private static OAuthSettings settings(String account) {
        List<String> problems = new ArrayList<>();
        var settings = DriveChangeConfig.current().oauth(account, problems::add);
        if (!problems.isEmpty()) {
            end(2, String.join(System.lineSeparator(), problems));
        }
        if (settings.isEmpty()) {
            end(
                    2,
                    "Expected --client-id, with the application's id in Entra ID, but found none; --help lists all options.");
        }
        return settings.orElseThrow();
    }

    private static void signIn(OAuthSettings settings, String prefix) throws Exception {
        try (ProxyAwareHttpClient http = new ProxyAwareHttpClient(ForkJoinPool.commonPool())) {
            String who = new DeviceCodeSignIn(settings, new TextHttpClient(http)).withDeviceCode(Main::show);
            System.out.println("Signed in as " + SanitizedText.of(who) + ", kept in " + settings.cache() + ".");
            System.out.println(
                    "Applications with " + prefix + "client-id=" + settings.clientId() + " go on by themselves.");
        } catch (SignInException e) {
            end(1, e.getMessage());
        }
    }

    private static void show(DeviceCodeSignIn.Prompt prompt) {
        System.out.println("Open " + SanitizedText.of(prompt.address()) + " on any machine and type the code "
                + SanitizedText.of(prompt.code()) + ".");
        System.out.println("It is good for " + prompt.lifetime().toMinutes() + " minutes.");
    }

    private static String taken(List<String> arguments, String option, String otherwise) {
        int at = arguments.indexOf(option);
        if (at < 0 || at + 1 == arguments.size()) {
            return otherwise;
        }
        arguments.remove(at);
        return arguments.remove(at);
    }

    private static void end(int status, String message) {
        System.err.println(message);
        System.exit(status);
    }
}
