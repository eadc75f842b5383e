// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Reception;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.enterprise.util.AnnotationLiteral;

/** Annotation literal of {@code @Observes} with default values. */
@SuppressWarnings("ClassExplicitlyAnnotation")
final class ObservesLiteral extends AnnotationLiteral<Observes> implements Observes {

    private static final long serialVersionUID = 1L;

    @Override
    public Reception notifyObserver() {
        return Reception.ALWAYS;
    }

    @Override
    public TransactionPhase during() {
        return TransactionPhase.IN_PROGRESS;
    }
}
