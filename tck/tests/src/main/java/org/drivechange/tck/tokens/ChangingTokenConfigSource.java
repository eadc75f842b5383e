// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.tokens;

import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Config source whose token changes on each read. */
public final class ChangingTokenConfigSource implements ConfigSource {

    private static final String KEY = "drivechange.account.changing.token";

    private final AtomicInteger reads = new AtomicInteger();

    @Override
    public Set<String> getPropertyNames() {
        return Set.of(KEY);
    }

    @Override
    public String getValue(String name) {
        return name.equals(KEY) ? "token-" + reads.incrementAndGet() : null;
    }

    @Override
    public String getName() {
        return "a token that changes";
    }
}
