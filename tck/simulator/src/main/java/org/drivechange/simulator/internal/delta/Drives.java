// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.delta;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.drivechange.simulator.DriveType;
import org.drivechange.simulator.internal.drive.ChangeNotifier;
import org.drivechange.simulator.internal.drive.DriveIdentity;

/** The drives by target, each created on first use. */
public final class Drives {

    private static final String BY_ID = "/drives/";

    private final Map<String, Drive> byKey = new HashMap<>();

    private final Map<String, Drive> byId = new HashMap<>();

    private final Set<String> replacedIds = new HashSet<>();

    private final Supplier<Set<String>> joinedTargets;

    private final Consumer<String> emit;

    private final ChangeNotifier notifier;

    private int replacements;

    public Drives(Supplier<Set<String>> joinedTargets, Consumer<String> emit, ChangeNotifier notifier) {
        this.joinedTargets = joinedTargets;
        this.emit = emit;
        this.notifier = notifier;
    }

    /** Returns the target's drive, empty if the target names the former id of a replaced drive. */
    public synchronized Optional<Drive> find(String target) {
        String key = key(target);
        Drive known = byKey.getOrDefault(key, byId.get(key));
        if (known == null && !replacedIds.contains(key)) {
            known = create(target, key);
        }
        return Optional.ofNullable(known);
    }

    /** Changes the kind of a drive without items; the id remains if it is that of the target. */
    void type(Drive drive, DriveType type) {
        drive.content().exclusively(() -> identify(drive, type));
    }

    void replace(Drive drive) {
        drive.content().exclusively(() -> replaceNow(drive));
    }

    private synchronized void identify(Drive drive, DriveType type) {
        String former = drive.content().identity().id();
        drive.content()
                .identify(
                        drive.key().startsWith(BY_ID)
                                ? new DriveIdentity(former, type)
                                : DriveIdentity.derived(drive.key(), type));
        byId.remove(idKey(former));
        byId.put(idKey(drive.content().identity().id()), drive);
    }

    private synchronized void replaceNow(Drive drive) {
        DriveIdentity former = drive.content().identity();
        replacements++;
        drive.content().replace(DriveIdentity.derived(former.id() + replacements, former.type()));
        drive.expireTokens();
        byId.remove(idKey(former.id()));
        replacedIds.add(idKey(former.id()));
        byId.put(idKey(drive.content().identity().id()), drive);
    }

    /** Notifies the sessions of all targets of the drive. */
    void notify(Drive drive) {
        notifier.run(drive.notificationDelay(), () -> targets(drive).forEach(emit));
    }

    private List<String> targets(Drive drive) {
        List<String> targets = new ArrayList<>(joinedTargets.get());
        targets.removeIf(target -> find(target).filter(drive::equals).isEmpty());
        return targets;
    }

    private Drive create(String target, String key) {
        DriveIdentity identity = key.startsWith(BY_ID)
                ? new DriveIdentity(target.substring(BY_ID.length(), target.lastIndexOf('/')), DriveType.BUSINESS)
                : DriveIdentity.derived(key, key.equals("/me/drive") ? DriveType.BUSINESS : DriveType.DOCUMENT_LIBRARY);
        Drive drive = new Drive(key, identity, this);
        byKey.put(key, drive);
        byId.put(idKey(identity.id()), drive);
        return drive;
    }

    /** Drive ids are compared without case; root and list of a drive are the same. */
    private static String key(String target) {
        String drive = target.substring(0, target.lastIndexOf('/'));
        return drive.startsWith(BY_ID) ? drive.toLowerCase(Locale.ROOT) : drive;
    }

    private static String idKey(String driveId) {
        return BY_ID + driveId.toLowerCase(Locale.ROOT);
    }
}
