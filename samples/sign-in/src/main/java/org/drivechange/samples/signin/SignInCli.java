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
public final class SignInCli {

    private static final List<String> OPTIONS = List.of("--client-id", "--authority", "--scopes", "--cache");

    private static final String HELP = """
            Signs an account in by device code and stores its tokens for the applications that watch its drives.
            MicroProfile Config supplies missing options, for example from the environment: DRIVECHANGE_OAUTH_CLIENT_ID.

              --client-id ID     application id in Entra ID
              --authority URL    URL of the identity platform with the tenant; default: https://login.microsoftonline.com/common
              --scopes SCOPES    scopes of the access token, separated by spaces; default: Files.Read
              --cache FILE       token cache; default: ~/.drivechange/tokens.json
              --account NAME     account name in the configuration of the applications; default: the default account
              --help             print this help
            """;

    private SignInCli() {}

    /**
     * Signs in. The exit code is 0 on success, 1 if the sign-in failed, 2 for invalid options.
     *
     * @param arguments options and their values
     */
    public static void main(String[] arguments) throws Exception {
        List<String> remaining = new ArrayList<>(Arrays.asList(arguments));
        if (remaining.contains("--help")) {
            System.out.print(HELP);
            return;
        }
        String account = takeOption(remaining, "--account", "");
        String prefix = account.isEmpty() ? "drivechange.oauth." : "drivechange.account." + account + ".oauth.";
        for (String option : OPTIONS) {
            String value = takeOption(remaining, option, null);
            if (value != null) {
                System.setProperty(prefix + option.substring(2), value);
            }
        }
        if (!remaining.isEmpty()) {
            String option = remaining.get(0);
            boolean known = option.equals("--account") || OPTIONS.contains(option);
            exit(
                    2,
                    known
                            ? option + " needs a value; see --help."
                            : "Unknown option " + option + "; --help lists the options.");
        }
        signIn(settings(account), prefix);
    }

    private static OAuthSettings settings(String account) {
        List<String> problems = new ArrayList<>();
        var settings = DriveChangeConfig.current().oauth(account, problems::add);
        if (!problems.isEmpty()) {
            exit(2, String.join(System.lineSeparator(), problems));
        }
        if (settings.isEmpty()) {
            exit(
                    2,
                    "Expected --client-id, with the application's id in Entra ID, but found none; --help lists all options.");
        }
        return settings.orElseThrow();
    }

    private static void signIn(OAuthSettings settings, String prefix) throws Exception {
        try (ProxyAwareHttpClient http = new ProxyAwareHttpClient(ForkJoinPool.commonPool())) {
            String username = new DeviceCodeSignIn(settings, new TextHttpClient(http)).withDeviceCode(SignInCli::show);
            System.out.println(
                    "Signed in as " + SanitizedText.of(username) + "; tokens stored in " + settings.cache() + ".");
            System.out.println(
                    "Applications with " + prefix + "client-id=" + settings.clientId() + " use it without restart.");
        } catch (SignInException e) {
            exit(1, e.getMessage());
        }
    }

    private static void show(DeviceCodeSignIn.Prompt prompt) {
        System.out.println("Open " + SanitizedText.of(prompt.address()) + " on any machine and type the code "
                + SanitizedText.of(prompt.code()) + ".");
        System.out.println("The code expires in " + prompt.lifetime().toMinutes() + " minutes.");
    }

    private static String takeOption(List<String> arguments, String option, String defaultValue) {
        int at = arguments.indexOf(option);
        if (at < 0 || at + 1 == arguments.size()) {
            return defaultValue;
        }
        arguments.remove(at);
        return arguments.remove(at);
    }

    private static void exit(int status, String message) {
        System.err.println(message);
        System.exit(status);
    }
}
