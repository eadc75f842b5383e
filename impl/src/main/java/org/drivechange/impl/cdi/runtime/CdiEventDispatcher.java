// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi.runtime;

import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.NotificationOptions;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.System.Logger.Level;
import java.lang.annotation.Annotation;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.drivechange.DriveChange;
import org.drivechange.DriveDelta;
import org.drivechange.DriveEvent;
import org.drivechange.DriveItemChange;
import org.drivechange.DriveNotification;
import org.drivechange.DriveReset;
import org.drivechange.DriveSessionClosed;
import org.drivechange.DriveSessionOpened;
import org.drivechange.impl.cdi.observer.FailureHandler;
import org.drivechange.impl.delivery.EventSink;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.diagnostics.FailSafeLog;
import org.drivechange.impl.diagnostics.RateLimitedLog;
import org.drivechange.impl.graph.SessionKey;

/**
 * Fires one target's events as CDI events, each in its own request context. Caches the {@code Event} of notifications,
 * because selecting one costs far more than firing it. Used by one thread at a time.
 */
final class CdiEventDispatcher implements EventSink {

    private final BeanManager beans;
    private final Annotation qualifier;
    private final RequestContextPool requestContexts;
    private final boolean asynchronous;
    private final NotificationOptions options;
    private final FailureHandler failures;
    private final RateLimitedLog repeated = new RateLimitedLog();
    private Event<DriveNotification> notifications;
    private Event<DriveItemChange> items;

    /**
     * Creates the sink of one target and account.
     *
     * @param asynchronous whether the application has asynchronous observers
     * @param options executor of asynchronous observers
     * @param failures handles failures outside the guarded observers
     */
    CdiEventDispatcher(
            BeanManager beans,
            SessionKey key,
            RequestContextPool requestContexts,
            boolean asynchronous,
            NotificationOptions options,
            FailureHandler failures) {
        this.beans = beans;
        this.qualifier = DriveChange.Literal.of(key.target().path(), key.account());
        this.requestContexts = requestContexts;
        this.asynchronous = asynchronous;
        this.options = options;
        this.failures = failures;
    }

    @Override
    public CompletionStage<Void> fire(DriveEvent event) {
        try {
            return fireTyped(event);
        } catch (Throwable failure) {
            failed(event, failure);
            return CompletableFuture.completedFuture(null);
        }
    }

    private CompletionStage<Void> fireTyped(DriveEvent event) {
        if (event instanceof DriveNotification notification) {
            return fire(notifications(), notification);
        }
        if (event instanceof DriveSessionOpened opened) {
            return fire(to(DriveSessionOpened.class), opened);
        }
        if (event instanceof DriveSessionClosed closed) {
            return fire(to(DriveSessionClosed.class), closed);
        }
        if (event instanceof DriveItemChange item) {
            return fire(items(), item);
        }
        return event instanceof DriveDelta page
                ? fire(to(DriveDelta.class), page)
                : fire(to(DriveReset.class), (DriveReset) event);
    }

    private Event<DriveNotification> notifications() {
        if (notifications == null) {
            notifications = to(DriveNotification.class);
        }
        return notifications;
    }

    private Event<DriveItemChange> items() {
        if (items == null) {
            items = to(DriveItemChange.class);
        }
        return items;
    }

    private <T extends DriveEvent> Event<T> to(Class<T> type) {
        return beans.getEvent().select(type, qualifier);
    }

    private <T extends DriveEvent> CompletionStage<Void> fire(Event<T> to, T event) {
        try {
            requestContexts.call(() -> {
                to.fire(event);
                return null;
            });
        } catch (Throwable failure) {
            // the asynchronous observers still get the event
            failed(event, failure);
        }
        return asynchronous
                ? to.fireAsync(event, options).handle((done, guarded) -> null)
                : CompletableFuture.completedFuture(null);
    }

    /** Reports a failure outside the guarded observers: in an observer of any object, or in the container itself. */
    private void failed(DriveEvent event, Throwable failure) {
        repeated.log(
                failure.getClass(),
                again -> FailSafeLog.log(
                        Level.ERROR,
                        ErrorCode.DELIVERY_FAILED.message(event + " could not be delivered to all observers." + again),
                        failure));
        failures.failed(event, "an observer of any object, or the container", failure);
    }
}
