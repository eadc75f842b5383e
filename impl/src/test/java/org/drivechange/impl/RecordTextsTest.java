// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.drivechange.DriveEvent;
import org.drivechange.DriveNotification;
import org.drivechange.DriveTarget;
import org.drivechange.impl.cdi.runtime.DiscoveredObservers;
import org.drivechange.impl.socketio.NotificationUrl;
import org.drivechange.impl.socketio.NotificationUrl.Reading;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that the text of a record contains no secret. */
class RecordTextsTest {

    private static final String SECRET = "s3cr3t";
    private static final DriveTarget ME = DriveTarget.parse("/me/drive/root");

    /** Names of components that contain a token, a URL's query, a frame or part of one, or data for connection recovery. */
    private static final Set<String> SECRETS = Set.of(
            "value",
            "token",
            "notificationUrl",
            "uri",
            "query",
            "frame",
            "text",
            "json",
            "data",
            "pid",
            "offset",
            "first",
            "trailing",
            "properties",
            "rejected",
            "clientSecret",
            "body");

    /** Components that contain no secret despite their names. */
    private static final Set<String> HARMLESS = Set.of("SocketIoRequest.uri", "Entry.value");

    static Stream<Class<?>> records() {
        return new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("org.drivechange.impl")
                        .stream()
                        .filter(JavaClass::isRecord)
                        // its components have no text of their own
                        .filter(type -> !type.isEquivalentTo(DiscoveredObservers.class))
                        .<Class<?>>map(JavaClass::reflect)
                        .sorted((one, other) -> one.getName().compareTo(other.getName()));
    }

    @ParameterizedTest
    @MethodSource("records")
    void record_text_hides_secrets(Class<?> type) throws Exception {
        Object created = create(type);
        assertThat(created.toString()).doesNotContain(SECRET);
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.getType() == String.class && isSecret(type, component.getName())) {
                assertThat(component.getAccessor().trySetAccessible()).isTrue();
                assertThat(component.getAccessor().invoke(created).toString()).contains(SECRET);
            }
        }
    }

    private static Object create(Class<?> type) throws Exception {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
            // null for a component of the record's own type
            values[i] = types[i] == type
                    ? null
                    : value(components[i].getGenericType(), isSecret(type, components[i].getName()));
        }
        Constructor<?> constructor = type.getDeclaredConstructor(types);
        constructor.setAccessible(true);
        return constructor.newInstance(values);
    }

    private static boolean isSecret(Class<?> type, String component) {
        return SECRETS.contains(component) && !HARMLESS.contains(type.getSimpleName() + "." + component);
    }

    private static Object value(Type type, boolean secret) throws Exception {
        if (type instanceof ParameterizedType generic) {
            Type last = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
            Class<?> raw = (Class<?>) generic.getRawType();
            return raw == Optional.class
                    ? Optional.of(value(last, secret))
                    : raw == List.class
                            ? List.of(value(last, secret))
                            : raw == Set.class
                                    ? Set.of(value(last, secret))
                                    : raw == Map.class ? Map.of("k", SECRET) : null;
        }
        if (type instanceof TypeVariable) {
            return SECRET;
        }
        Class<?> raw = (Class<?>) type;
        return raw.isRecord() ? create(raw) : raw.isSealed() ? ofSealed(raw) : simple(raw, secret ? SECRET : "plain");
    }

    private static Object ofSealed(Class<?> type) throws Exception {
        if (DriveEvent.class.isAssignableFrom(type)) {
            return DriveNotification.change(ME).clientState(SECRET).json(SECRET).build();
        }
        Class<?> one = type.getPermittedSubclasses()[type.getPermittedSubclasses().length - 1];
        return one.isSealed() ? ofSealed(one) : create(one);
    }

    private static Object simple(Class<?> type, String text) throws Exception {
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        Map<Class<?>, Object> values = Map.ofEntries(
                Map.entry(String.class, text),
                Map.entry(URI.class, URI.create("wss://h.svc.ms/socket.io/?token=" + text)),
                Map.entry(
                        NotificationUrl.class,
                        NotificationUrl.parse("https://h.svc.ms/n?" + SECRET, Reading.NAMESPACE)),
                Map.entry(byte[].class, SECRET.getBytes(StandardCharsets.UTF_8)),
                Map.entry(ByteBuffer.class, ByteBuffer.wrap(SECRET.getBytes(StandardCharsets.UTF_8))),
                Map.entry(Duration.class, Duration.ofSeconds(1)),
                Map.entry(Instant.class, Instant.EPOCH),
                Map.entry(DriveTarget.class, ME),
                Map.entry(Object.class, SECRET),
                Map.entry(boolean.class, true),
                Map.entry(int.class, 1),
                Map.entry(long.class, 1L),
                Map.entry(double.class, 0.5));
        return values.get(type);
    }
}
