// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Set;
import org.drivechange.DriveEvent;

/** Tests whether an observed type matches {@link DriveEvent} types. */
final class EventTypes {

    private static final String RESET = "org.drivechange.DriveReset";

    private static final Set<String> ITEM_EVENTS =
            Set.of("org.drivechange.DriveItemChange", "org.drivechange.DriveDelta", RESET);

    private EventTypes() {}

    /** Whether a type is {@link DriveEvent}, one of its subtypes, or a type variable bounded by one. */
    static boolean isDriveEvent(Type type) {
        return type instanceof Class<?> raw
                ? DriveEvent.class.isAssignableFrom(raw)
                : type instanceof TypeVariable<?> variable && isDriveEvent(variable.getBounds()[0]);
    }

    /** Whether an observer of a type can receive a {@link DriveEvent}. */
    static boolean admitsDriveEvents(Type type) {
        if (type instanceof TypeVariable<?> variable) {
            return admitsDriveEvents(variable.getBounds()[0]);
        }
        return type == Object.class || isDriveEvent(type);
    }

    /** Whether a type is a supertype of all events, those of DriveChange included, or a type variable bounded by one. */
    static boolean isSupertypeOfEvents(Type type) {
        return type instanceof TypeVariable<?> variable
                ? isSupertypeOfEvents(variable.getBounds()[0])
                : type == Object.class || type == Record.class;
    }

    /** Whether a type is an event of item changes, or a type variable bounded by one. Loads none of these types. */
    static boolean isItemEvent(Type type) {
        return type instanceof TypeVariable<?> variable
                ? isItemEvent(variable.getBounds()[0])
                : ITEM_EVENTS.contains(type.getTypeName());
    }

    /** Whether a type is the event of a reset, or a type variable bounded by it. */
    static boolean isReset(Type type) {
        return type instanceof TypeVariable<?> variable
                ? isReset(variable.getBounds()[0])
                : type.getTypeName().equals(RESET);
    }

    static Class<?> raw(Type type) {
        if (type instanceof ParameterizedType parameterized) {
            return raw(parameterized.getRawType());
        }
        return type instanceof Class<?> raw ? raw : Object.class;
    }
}
