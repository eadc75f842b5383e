// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.delta.runtime;

import org.drivechange.impl.clock.SessionClock;
import org.drivechange.impl.concurrent.SessionExecutors;
import org.drivechange.impl.diagnostics.AsynchronousLog;
import org.drivechange.impl.drive.DeltaClient;
import org.drivechange.impl.position.PositionStore;
import org.drivechange.impl.runtime.ConnectLimiter;
import org.drivechange.impl.runtime.TokenRequestLimiter;

/** Components shared by all readers of an application, and with its sessions. */
public record DeltaEnvironment(
        DeltaClient client,
        PositionStore positions,
        TokenRequestLimiter tokens,
        SessionExecutors executors,
        SessionClock clock,
        ConnectLimiter connectLimiter,
        AsynchronousLog log) {}
