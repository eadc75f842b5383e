// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.graph;

import java.util.Objects;
import org.drivechange.DriveTarget;
import org.drivechange.impl.diagnostics.SanitizedText;

/** What there is one session for: a target, opened with an account's access token. */
public record SessionKey(DriveTarget target, String account) {

    public SessionKey {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(account, "account");
    }

    /** By hand: a record's own links itself at run time, which takes a deployment 5 ms. */
    @Override
    public boolean equals(Object other) {
        return other instanceof SessionKey key && target.equals(key.target) && account.equals(key.account);
    }

    @Override
    public int hashCode() {
        return 31 * target.hashCode() + account.hashCode();
    }

    /** For log lines: the target, and the account where it is not the default one. */
    @Override
    public String toString() {
        String shown = SanitizedText.of(target.path());
        return account.isEmpty() ? shown : shown + " (account " + SanitizedText.of(account) + ")";
    }
}
