// SPDX-License-Identifier: Apache-2.0
package org.drivechange;

import java.time.Instant;
import java.util.Objects;

/**
 * Event: something in the target changed, or may have changed unnoticed. It does not describe the change: read the
 * target's <em>delta</em> from Graph. A notification arrives some seconds after the change, and the delta may contain
 * the change even later. If the delta is empty, an observer should read it again some seconds later.
 *
 * <p>There is one for each element of the {@code value} array of a Graph change notification, in the order received,
 * unless {@code drivechange.quiet-period} or a full queue merges several, and one with {@link Cause#CATCH_UP} whenever
 * notifications may have been missed. An observer that reads the delta on each of them, and on the first
 * {@link DriveSessionOpened}, misses no change while the application runs.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/resources/changenotification">Microsoft Graph, changeNotification</a>
 */
public sealed interface DriveNotification extends DriveEvent permits NotificationRecord {

    /** Cause of a notification. */
    enum Cause {
        /** Graph reported a change. */
        CHANGE,
        /** The session was interrupted, a full queue merged notifications, or a notification was unreadable. */
        CATCH_UP
    }

    /**
     * Returns the cause of the notification.
     *
     * @return the cause, never null
     */
    Cause cause();

    /**
     * Returns the start of the period that this notification covers: {@link #at()} for a {@link Cause#CHANGE}, also if
     * {@code drivechange.quiet-period} merged earlier ones into it. For a {@link Cause#CATCH_UP} it is the earliest of the
     * last packet before the gap or some seconds earlier, the expiry of the subscription, and the first merged
     * notification. Graph sends a notification some seconds after its change, so the change itself may be some seconds
     * earlier.
     *
     * @return a wall-clock time, not later than the first notification that may have been missed, never null
     */
    Instant since();

    /**
     * Returns Graph's {@code subscriptionId}.
     *
     * @return the id, null when absent
     */
    String subscriptionId();

    /**
     * Returns Graph's {@code clientState}.
     *
     * @return the state, null when absent
     */
    String clientState();

    /**
     * Returns Graph's {@code resource}: an opaque id of the drive, not of the item that changed.
     *
     * @return the resource, null when absent
     */
    String resource();

    /**
     * Returns Graph's {@code tenantId}.
     *
     * @return the tenant, null when absent
     */
    String tenantId();

    /**
     * Returns SharePoint's {@code siteUrl}, relative to its host.
     *
     * @return the URL, null when absent
     */
    String siteUrl();

    /**
     * Returns SharePoint's {@code webId}.
     *
     * @return the id, null when absent
     */
    String webId();

    /**
     * Returns Graph's {@code expirationDateTime} of the notification's subscription.
     *
     * @return the time, null when absent or unreadable
     */
    Instant expiration();

    /**
     * Returns the element of the {@code value} array exactly as Graph sent it.
     *
     * @return JSON text, null when absent, as in every {@link Cause#CATCH_UP}
     */
    String json();

    /**
     * Creates a builder of a {@link Cause#CHANGE}, for tests that fire events.
     *
     * @param target the changed target, not null
     * @return a builder, never null
     */
    static Builder change(DriveTarget target) {
        return new Builder(target);
    }

    /**
     * Creates a {@link Cause#CATCH_UP}.
     *
     * @param target the target that may have changed, not null
     * @param account the account's name, {@code ""} for the default account, not null
     * @param at time at which the end of the gap was detected, not null
     * @param since start of the gap, not null
     * @return the notification, never null
     */
    static DriveNotification catchUp(DriveTarget target, String account, Instant at, Instant since) {
        return catchUp(target, account, at, since, 0);
    }

    /**
     * Creates a {@link Cause#CATCH_UP} of a cluster.
     *
     * @param target the target that may have changed, not null
     * @param account the account's name, {@code ""} for the default account, not null
     * @param at time at which the end of the gap was detected, not null
     * @param since start of the gap, not null
     * @param epoch the fencing token in a cluster, else 0
     * @return the notification, never null
     */
    static DriveNotification catchUp(DriveTarget target, String account, Instant at, Instant since, long epoch) {
        return new NotificationRecord(
                target, account, at, epoch, Cause.CATCH_UP, since, null, null, null, null, null, null, null, null);
    }

    /**
     * Builds a {@link Cause#CHANGE}. Properties that are not set are absent; {@code account} is {@code ""}. Not thread-safe.
     */
    final class Builder {

        private final DriveTarget target;
        private String account = "";
        private Instant at;
        private long epoch;
        private String subscriptionId;
        private String clientState;
        private String resource;
        private String tenantId;
        private String siteUrl;
        private String webId;
        private Instant expiration;
        private String json;

        private Builder(DriveTarget target) {
            this.target = Objects.requireNonNull(target, "target");
        }

        /**
         * Sets {@link DriveNotification#account()}.
         *
         * @param value the account's name, {@code ""} for the default account, not null
         * @return this
         */
        public Builder account(String value) {
            account = Objects.requireNonNull(value, "account");
            return this;
        }

        /**
         * Sets {@link DriveNotification#at()} and {@link DriveNotification#since()}.
         *
         * @param value the time, not null; defaults to the time of {@link #build()}
         * @return this
         */
        public Builder at(Instant value) {
            at = Objects.requireNonNull(value, "at");
            return this;
        }

        /**
         * Sets {@link DriveEvent#epoch()}.
         *
         * @param value the fencing token in a cluster, else 0, which is the default
         * @return this
         */
        public Builder epoch(long value) {
            epoch = value;
            return this;
        }

        /**
         * Sets {@link DriveNotification#subscriptionId()}.
         *
         * @param value the id, or null
         * @return this
         */
        public Builder subscriptionId(String value) {
            subscriptionId = value;
            return this;
        }

        /**
         * Sets {@link DriveNotification#clientState()}.
         *
         * @param value the state, or null
         * @return this
         */
        public Builder clientState(String value) {
            clientState = value;
            return this;
        }

        /**
         * Sets {@link DriveNotification#resource()}.
         *
         * @param value the resource, or null
         * @return this
         */
        public Builder resource(String value) {
            resource = value;
            return this;
        }

        /**
         * Sets {@link DriveNotification#tenantId()}.
         *
         * @param value the tenant, or null
         * @return this
         */
        public Builder tenantId(String value) {
            tenantId = value;
            return this;
        }

        /**
         * Sets {@link DriveNotification#siteUrl()}.
         *
         * @param value the URL, or null
         * @return this
         */
        public Builder siteUrl(String value) {
            siteUrl = value;
            return this;
        }

        /**
         * Sets {@link DriveNotification#webId()}.
         *
         * @param value the id, or null
         * @return this
         */
        public Builder webId(String value) {
            webId = value;
            return this;
        }

        /**
         * Sets {@link DriveNotification#expiration()}.
         *
         * @param value the time, or null
         * @return this
         */
        public Builder expiration(Instant value) {
            expiration = value;
            return this;
        }

        /**
         * Sets {@link DriveNotification#json()}.
         *
         * @param value JSON text, or null
         * @return this
         */
        public Builder json(String value) {
            json = value;
            return this;
        }

        /**
         * Builds the notification.
         *
         * @return a new notification, never null
         */
        public DriveNotification build() {
            Instant moment = at == null ? Instant.now() : at;
            return new NotificationRecord(
                    target,
                    account,
                    moment,
                    epoch,
                    Cause.CHANGE,
                    moment,
                    subscriptionId,
                    clientState,
                    resource,
                    tenantId,
                    siteUrl,
                    webId,
                    expiration,
                    json);
        }
    }
}
