// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi.runtime;

import java.util.Collection;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.drivechange.AccessTokenException;
import org.drivechange.DriveChanges;
import org.drivechange.DriveTarget;
import org.drivechange.DriveWatch;
import org.drivechange.impl.diagnostics.SanitizedText;
import org.drivechange.impl.graph.SessionKey;

/** Bean of the public API: checks the application's arguments, and passes its calls on to the {@link WatchRegistry}. */
public final class DriveChangesBean implements DriveChanges {

    /** Fits an account's name three times and the configured names once. */
    private static final int MAX_MESSAGE = 4_000;

    private final WatchRegistry watches;
    private final Predicate<String> knownAccount;
    private final UnaryOperator<String> advice;
    private final AccountTokens tokens;

    /**
     * Creates the bean of an application.
     *
     * @param knownAccount whether an account can be watched
     * @param advice describes how to supply an account's access token
     * @param tokens gets access tokens for the application
     */
    public DriveChangesBean(
            WatchRegistry watches, Predicate<String> knownAccount, UnaryOperator<String> advice, AccountTokens tokens) {
        this.watches = watches;
        this.knownAccount = knownAccount;
        this.advice = advice;
        this.tokens = tokens;
    }

    /** Gets access tokens for the application. */
    public interface AccountTokens {
        String accessToken(String account) throws AccessTokenException;
    }

    @Override
    public DriveWatch watch(DriveTarget target) {
        return watch(target, "");
    }

    @Override
    public DriveWatch watch(DriveTarget target, String account) {
        SessionKey key = new SessionKey(Objects.requireNonNull(target, "target"), account);
        if (!knownAccount.test(account)) {
            throw unknown(account);
        }
        return watches.watch(key);
    }

    /** Creates the exception for an account that has no access token. */
    public IllegalArgumentException unknown(String account) {
        String subject = account.isEmpty() ? "The default account" : "Account \"" + account + "\"";
        return new IllegalArgumentException(
                SanitizedText.of(subject + " has no access token. " + advice.apply(account), MAX_MESSAGE));
    }

    @Override
    public String accessToken(String account) throws AccessTokenException {
        return tokens.accessToken(Objects.requireNonNull(account, "account"));
    }

    @Override
    public Collection<DriveWatch> watches() {
        return watches.watches();
    }
}
