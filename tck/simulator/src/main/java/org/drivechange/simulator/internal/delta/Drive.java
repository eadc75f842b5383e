// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.delta;

import java.time.Duration;
import org.drivechange.simulator.DriveType;
import org.drivechange.simulator.internal.drive.DriveContent;
import org.drivechange.simulator.internal.drive.DriveIdentity;

/** A drive with the tokens, faults and settings of its delta. */
public final class Drive {

    private static final int PAGE_SIZE = 3;

    private final DeltaFaults faults = new DeltaFaults();

    private final String key;

    private final Drives drives;

    private final DriveContent content;

    private final DeltaTokens tokens;

    private volatile int pageSize = PAGE_SIZE;

    private volatile Duration notificationDelay = Duration.ZERO;

    private volatile boolean skipsHiddenChanges;

    Drive(String key, DriveIdentity identity, Drives drives) {
        this.key = key;
        this.drives = drives;
        content = new DriveContent(identity, () -> drives.notify(this));
        tokens = new DeltaTokens(() -> content.identity().id());
    }

    public DriveContent content() {
        return content;
    }

    public DeltaFaults faults() {
        return faults;
    }

    public void expireTokens() {
        tokens.expireAll();
    }

    public void tokenLifetime(Duration lifetime) {
        tokens.lifetime(lifetime);
    }

    public void type(DriveType type) {
        drives.type(this, type);
    }

    public void replace() {
        drives.replace(this);
    }

    public void pageSize(int size) {
        pageSize = size;
    }

    public void notificationDelay(Duration delay) {
        notificationDelay = delay;
    }

    public void skipsHiddenChanges(boolean on) {
        skipsHiddenChanges = on;
    }

    /** Returns the target without its last segment. */
    String key() {
        return key;
    }

    DeltaTokens tokens() {
        return tokens;
    }

    int pageSize() {
        return pageSize;
    }

    Duration notificationDelay() {
        return notificationDelay;
    }

    boolean skipsHiddenChanges() {
        return skipsHiddenChanges;
    }
}
