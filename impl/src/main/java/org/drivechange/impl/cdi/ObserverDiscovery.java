// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi;

import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.enterprise.inject.spi.ObserverMethod;
import jakarta.enterprise.inject.spi.ProcessInjectionPoint;
import jakarta.enterprise.inject.spi.ProcessObserverMethod;
import jakarta.enterprise.inject.spi.configurator.ObserverMethodConfigurator;
import java.lang.annotation.Annotation;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.drivechange.DriveChange;
import org.drivechange.impl.cdi.delta.ItemObservers;
import org.drivechange.impl.cdi.observer.FailureLog;
import org.drivechange.impl.cdi.observer.GuardedObserver;
import org.drivechange.impl.cdi.observer.ObserverFailureListener;
import org.drivechange.impl.cdi.observer.ObserverOfAnyObject;
import org.drivechange.impl.cdi.runtime.DiscoveredObservers;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.graph.SessionKey;

/**
 * Discovers the application's observers and the targets that they declare. It replaces each qualifier by its canonical
 * form, so one event reaches every observer once regardless of how the target is spelled. It also guards each observer,
 * because a plain {@code fire} stops at the first exception.
 */
final class ObserverDiscovery {

    private final DeploymentProblems problems;
    private final QualifierResolver qualifiers;
    private final ObserverFailureListener failures = new ObserverFailureListener();
    private final Map<SessionKey, String> declared = new LinkedHashMap<>();
    private final Set<ClassLoader> modules = new LinkedHashSet<>();
    private final Set<Class<?>> observers = new LinkedHashSet<>();
    private boolean asynchronous;
    private String unqualified;

    /** Created by the first observer of item changes, so that others load no class of it. */
    private ItemObservers items;

    ObserverDiscovery(DeploymentProblems problems) {
        this.problems = problems;
        this.qualifiers = new QualifierResolver(problems);
    }

    /** Returns the declared targets, each with the source location that declared it first. */
    Map<SessionKey, String> declared() {
        return declared;
    }

    /** Returns the source location of an observer without a target, which receives the events of all targets. */
    Optional<String> unqualified() {
        return Optional.ofNullable(unqualified);
    }

    /** Returns the observer properties that delivery depends on. */
    DiscoveredObservers found() {
        return new DiscoveredObservers(asynchronous, Set.copyOf(modules), failures);
    }

    /** Returns the observers of item changes, empty if there is none. */
    Optional<ItemObservers> items() {
        return Optional.ofNullable(items);
    }

    private ItemObservers itemObservers() {
        if (items == null) {
            items = new ItemObservers(failures);
        }
        return items;
    }

    /** Returns the bean classes that declare observers. */
    Set<Class<?>> observers() {
        return observers;
    }

    QualifierResolver qualifiers() {
        return qualifiers;
    }

    <T, X> void observer(ProcessObserverMethod<T, X> event) {
        ObserverMethod<T> observer = event.getObserverMethod();
        Optional<DriveChange> qualifier = driveChange(observer.getObservedQualifiers());
        boolean ours = EventTypes.isDriveEvent(observer.getObservedType());
        if (qualifier.isEmpty() && !ours) {
            asynchronous |= observer.isAsync() && EventTypes.isSupertypeOfEvents(observer.getObservedType());
            guardObserverOfAnyObject(event);
            return;
        }
        String where = where(event);
        if (!EventTypes.admitsDriveEvents(observer.getObservedType())) {
            problems.add(
                    ErrorCode.OBSERVER_PARAMETERS_INVALID,
                    where + ", with " + SourceDescriptions.annotation(qualifier.orElseThrow())
                            + ": expected an observed type of DriveEvent, such as DriveItemChange or DriveNotification, but found "
                            + observer.getObservedType().getTypeName() + ".");
            return;
        }
        asynchronous |= observer.isAsync();
        modules.add(observer.getBeanClass().getClassLoader());
        observers.add(observer.getBeanClass());
        ObserverMethodConfigurator<T> configurator = event.configureObserverMethod();
        boolean itemEvent = EventTypes.isItemEvent(observer.getObservedType());
        configurator.notifyWith(new GuardedObserver<>(
                observer, where, itemEvent ? itemObservers().failureHandler() : new FailureLog(failures)));
        if (itemEvent && qualifier.isEmpty()) {
            itemObservers().add(Optional.empty(), EventTypes.isReset(observer.getObservedType()));
        }
        if (qualifier.isEmpty() && unqualified == null) {
            unqualified = where;
        }
        qualifier.flatMap(annotation -> qualifiers.key(annotation, where)).ifPresent(key -> {
            declared.putIfAbsent(key, where);
            if (itemEvent) {
                itemObservers().add(Optional.of(key), EventTypes.isReset(observer.getObservedType()));
            }
            configurator.qualifiers(replaced(observer.getObservedQualifiers(), key));
        });
    }

    /** An exception of an observer of any object would prevent the delivery to the observers after it. */
    private <T, X> void guardObserverOfAnyObject(ProcessObserverMethod<T, X> event) {
        ObserverMethod<T> observer = event.getObserverMethod();
        boolean receivesDriveEvents = EventTypes.isSupertypeOfEvents(observer.getObservedType())
                && observer.getObservedQualifiers().stream().allMatch(Any.class::isInstance);
        if (receivesDriveEvents && !observer.isAsync()) {
            GuardedObserver<T> guard = new GuardedObserver<>(observer, where(event), new FailureLog(failures));
            event.configureObserverMethod().notifyWith(new ObserverOfAnyObject<>(observer, guard));
        }
    }

    /** Replaces the qualifier of an injected {@code Event}, so it fires to observers of the canonical form. */
    void injectionPoint(ProcessInjectionPoint<?, ?> event) {
        InjectionPoint point = event.getInjectionPoint();
        Optional<DriveChange> qualifier = driveChange(point.getQualifiers());
        if (qualifier.isPresent() && EventTypes.raw(point.getType()) == Event.class) {
            String where = String.valueOf(point.getMember());
            qualifiers
                    .key(qualifier.get(), where)
                    .ifPresent(key -> event.configureInjectionPoint().qualifiers(replaced(point.getQualifiers(), key)));
        }
    }

    private static Optional<DriveChange> driveChange(Set<Annotation> qualifiers) {
        return qualifiers.stream()
                .filter(DriveChange.class::isInstance)
                .map(DriveChange.class::cast)
                .findFirst();
    }

    private static Set<Annotation> replaced(Set<Annotation> qualifiers, SessionKey key) {
        Set<Annotation> canonical = qualifiers.stream()
                .filter(qualifier -> !(qualifier instanceof DriveChange))
                .collect(Collectors.toSet());
        canonical.add(DriveChange.Literal.of(key.target().path(), key.account()));
        return canonical;
    }

    /** Synthetic observers have no method. */
    private static String where(ProcessObserverMethod<?, ?> event) {
        Class<?> bean = event.getObserverMethod().getBeanClass();
        AnnotatedMethod<?> method = event.getAnnotatedMethod();
        return method == null
                ? "an observer of " + bean.getName()
                : SourceDescriptions.method(method.getJavaMember(), bean);
    }
}
