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
 * Makes a true CDI observer of a bean method that carries {@link DriveChange}: its one {@code DriveEvent} parameter gains
 * {@code @Observes} and the qualifier.
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
            refuseInterfaceMethods(type.getJavaClass());
            return;
        }
        for (AnnotatedMethod<? super X> method : type.getMethods()) {
            refuseForgottenObserves(method);
            if (method.isAnnotationPresent(DriveChange.class)
                    && !method.isAnnotationPresent(Produces.class)
                    && !MethodOverrides.replaced(method.getJavaMember(), type.getJavaClass())) {
                rewrite(event, method);
            }
        }
    }

    /** CDI never looks for observers in an interface, so an annotation there would be silently without effect. */
    void refuseInterfaceMethods(Class<?> type) {
        if (type.isInterface() && !type.getName().startsWith("java")) {
            Arrays.stream(type.getDeclaredMethods())
                    .filter(method -> method.isAnnotationPresent(DriveChange.class))
                    .forEach(this::refuse);
        }
        Arrays.stream(type.getInterfaces()).forEach(this::refuseInterfaceMethods);
        if (type.getSuperclass() != null && type.getSuperclass() != Object.class) {
            refuseInterfaceMethods(type.getSuperclass());
        }
    }

    private void refuse(Method method) {
        problems.add(
                ErrorCode.ANNOTATION_MISPLACED,
                "Expected @DriveChange on a method of a bean class but found it on the interface method "
                        + SourceDescriptions.method(method) + ", which CDI does not see as an observer.");
    }

    /** An event beside the annotation, and nobody who observes it. */
    private void refuseForgottenObserves(AnnotatedMethod<?> method) {
        if (namesEvent(method) && !observes(method)) {
            problems.add(
                    ErrorCode.ANNOTATION_MISPLACED,
                    "@DriveChange stands on a parameter of " + SourceDescriptions.method(method.getJavaMember())
                            + ", which does not observe it; add @Observes or @ObservesAsync to the parameter, or put the"
                            + " annotation on the method.");
        }
    }

    /** Asked of every method beside an observer; streams, not compiled yet, would take several times as long. */
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
        if (!having(method, Disposes.class).isEmpty()) {
            disarm(event, method);
            problems.add(
                    ErrorCode.ANNOTATION_MISPLACED,
                    "@DriveChange stands on " + where + ", which has a @Disposes parameter; it cannot observe, too.");
            return;
        }
        DriveChange annotation = method.getAnnotation(DriveChange.class);
        List<AnnotatedParameter<?>> observed = new ArrayList<>(having(method, Observes.class));
        observed.addAll(having(method, ObservesAsync.class));
        if (observed.isEmpty()) {
            observe(event, method, annotation, where);
        } else {
            qualify(event, method, observed.get(0), where);
        }
    }

    /** Otherwise the container fails first, as it cannot inject an event, and the user never reads what is wrong. */
    private static <X> void disarm(ProcessAnnotatedType<X> event, AnnotatedMethod<? super X> method) {
        event.configureAnnotatedType()
                .filterMethods(one -> one.getJavaMember().equals(method.getJavaMember()))
                .flatMap(one -> one.params().stream())
                .forEach(one -> one.remove(Disposes.class::isInstance));
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
                            + ": expected exactly one parameter of type"
                            + " DriveNotification, DriveSessionOpened, DriveSessionClosed or DriveEvent but found "
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
                .filterMethods(one -> one.getJavaMember().equals(method.getJavaMember()))
                .flatMap(one -> one.filterParams(other -> other.getPosition() == parameter.getPosition()))
                .forEach(one -> Arrays.stream(annotations).forEach(one::add));
    }

    private static List<? extends AnnotatedParameter<?>> having(
            AnnotatedMethod<?> method, Class<? extends Annotation> annotation) {
        return method.getParameters().stream()
                .filter(parameter -> parameter.isAnnotationPresent(annotation))
                .toList();
    }
}
