// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedParameter;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.drivechange.DriveChange;
import org.drivechange.impl.diagnostics.ErrorCode;

/**
 * Turns a bean method annotated with {@link DriveChange} into a CDI observer. Adds {@code @Observes} and the qualifier
 * to its one {@code DriveEvent} parameter.
 */
final class ObserverMethodRewriter {

    private final DeploymentProblems problems;

    ObserverMethodRewriter(DeploymentProblems problems) {
        this.problems = problems;
    }

    <X> void rewrite(ProcessAnnotatedType<X> event) {
        AnnotatedType<X> type = event.getAnnotatedType();
        if (type.isAnnotationPresent(DriveChange.class)) {
            problems.add(
                    ErrorCode.ANNOTATION_MISPLACED,
                    "Expected @DriveChange on a bean method, an observer's parameter or an injected Event but found it on"
                            + " the type " + type.getJavaClass().getName() + ".");
        }
        if (type.getJavaClass().isInterface()) {
            rejectInterfaceMethods(type.getJavaClass());
            return;
        }
        for (AnnotatedMethod<? super X> method : type.getMethods()) {
            rejectMissingObserves(method);
            if (method.isAnnotationPresent(DriveChange.class)
                    && !method.isAnnotationPresent(Produces.class)
                    && !MethodOverrides.replaced(method.getJavaMember(), type.getJavaClass())) {
                rewrite(event, method);
            }
        }
    }

    /**
     * Rejects annotated interface methods. CDI ignores observers in interfaces, so the annotation would silently have no
     * effect.
     */
    void rejectInterfaceMethods(Class<?> type) {
        if (type.isInterface() && !type.getName().startsWith("java")) {
            Arrays.stream(type.getDeclaredMethods())
                    .filter(method -> method.isAnnotationPresent(DriveChange.class))
                    .forEach(this::reject);
        }
        Arrays.stream(type.getInterfaces()).forEach(this::rejectInterfaceMethods);
        if (type.getSuperclass() != null && type.getSuperclass() != Object.class) {
            rejectInterfaceMethods(type.getSuperclass());
        }
    }

    private void reject(Method method) {
        problems.add(
                ErrorCode.ANNOTATION_MISPLACED,
                "Expected @DriveChange on a method of a bean class but found it on the interface method "
                        + SourceDescriptions.method(method) + ", which CDI does not see as an observer.");
    }

    /** Rejects an annotated event parameter without {@code @Observes} or {@code @ObservesAsync}. */
    private void rejectMissingObserves(AnnotatedMethod<?> method) {
        if (namesEvent(method) && !observes(method)) {
            problems.add(
                    ErrorCode.ANNOTATION_MISPLACED,
                    "@DriveChange is on a parameter of " + SourceDescriptions.method(method.getJavaMember())
                            + ", which does not observe it; add @Observes or @ObservesAsync to the parameter, or put the"
                            + " annotation on the method.");
        }
    }

    /** Called for every method of a class that has an observer. Loops, because cold streams take several times as long. */
    private static boolean namesEvent(AnnotatedMethod<?> method) {
        for (AnnotatedParameter<?> parameter : method.getParameters()) {
            if (parameter.isAnnotationPresent(DriveChange.class) && EventTypes.isDriveEvent(parameter.getBaseType())) {
                return true;
            }
        }
        return false;
    }

    private static boolean observes(AnnotatedMethod<?> method) {
        if (method.isAnnotationPresent(DriveChange.class)) {
            return true;
        }
        for (AnnotatedParameter<?> parameter : method.getParameters()) {
            if (parameter.isAnnotationPresent(Observes.class) || parameter.isAnnotationPresent(ObservesAsync.class)) {
                return true;
            }
        }
        return false;
    }

    private <X> void rewrite(ProcessAnnotatedType<X> event, AnnotatedMethod<? super X> method) {
        String where = SourceDescriptions.method(
                method.getJavaMember(), event.getAnnotatedType().getJavaClass());
        if (!parametersWith(method, Disposes.class).isEmpty()) {
            disarm(event, method);
            problems.add(
                    ErrorCode.ANNOTATION_MISPLACED,
                    "@DriveChange is on " + where + ", which has a @Disposes parameter and cannot be an observer.");
            return;
        }
        DriveChange annotation = method.getAnnotation(DriveChange.class);
        List<AnnotatedParameter<?>> observed = new ArrayList<>(parametersWith(method, Observes.class));
        observed.addAll(parametersWith(method, ObservesAsync.class));
        if (observed.isEmpty()) {
            observe(event, method, annotation, where);
        } else {
            qualify(event, method, observed.get(0), where);
        }
    }

    /**
     * Removes {@code @Disposes}. Otherwise the container fails first, because it cannot inject an event, and hides the
     * problem.
     */
    private static <X> void disarm(ProcessAnnotatedType<X> event, AnnotatedMethod<? super X> method) {
        event.configureAnnotatedType()
                .filterMethods(candidate -> candidate.getJavaMember().equals(method.getJavaMember()))
                .flatMap(configurator -> configurator.params().stream())
                .forEach(configurator -> configurator.remove(Disposes.class::isInstance));
    }

    private <X> void observe(
            ProcessAnnotatedType<X> event, AnnotatedMethod<? super X> method, DriveChange annotation, String where) {
        List<? extends AnnotatedParameter<?>> candidates = method.getParameters().stream()
                .filter(parameter -> EventTypes.isDriveEvent(parameter.getBaseType()))
                .toList();
        if (candidates.size() != 1) {
            String found = candidates.isEmpty() ? "none" : String.valueOf(candidates.size());
            problems.add(
                    ErrorCode.OBSERVER_PARAMETERS_INVALID,
                    where + ", with " + SourceDescriptions.annotation(annotation)
                            + ": expected exactly one parameter of a type of DriveEvent, such as DriveItemChange or"
                            + " DriveNotification, but found "
                            + found
                            + ".");
            return;
        }
        add(event, method, candidates.get(0), new ObservesLiteral(), annotation);
    }

    private <X> void qualify(
            ProcessAnnotatedType<X> event,
            AnnotatedMethod<? super X> method,
            AnnotatedParameter<?> observed,
            String where) {
        DriveChange onMethod = method.getAnnotation(DriveChange.class);
        DriveChange onParameter = observed.getAnnotation(DriveChange.class);
        if (onParameter == null) {
            add(event, method, observed, onMethod);
        } else if (!onParameter.equals(onMethod)) {
            problems.add(
                    ErrorCode.ANNOTATIONS_CONTRADICT,
                    where + ": expected one annotation but found " + SourceDescriptions.annotation(onMethod)
                            + " on the method and " + SourceDescriptions.annotation(onParameter)
                            + " on its parameter.");
        }
    }

    private static <X> void add(
            ProcessAnnotatedType<X> event,
            AnnotatedMethod<? super X> method,
            AnnotatedParameter<?> parameter,
            Annotation... annotations) {
        event.configureAnnotatedType()
                .filterMethods(candidate -> candidate.getJavaMember().equals(method.getJavaMember()))
                .flatMap(configurator ->
                        configurator.filterParams(candidate -> candidate.getPosition() == parameter.getPosition()))
                .forEach(configurator -> Arrays.stream(annotations).forEach(configurator::add));
    }

    private static List<? extends AnnotatedParameter<?>> parametersWith(
            AnnotatedMethod<?> method, Class<? extends Annotation> annotation) {
        return method.getParameters().stream()
                .filter(parameter -> parameter.isAnnotationPresent(annotation))
                .toList();
    }
}
