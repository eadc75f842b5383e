// SPDX-License-Identifier: Apache-2.0
package org.drivechange;

import java.time.Instant;
import java.util.Objects;

/**
 * Something in the target changed, or may have changed unnoticed. It never says what: ask Graph for the target's
 * <em>delta</em>. A notification arrives some seconds after the change, and the delta may show the change later still: an
 * observer that reads the delta reads it again some seconds after an empty result.
 *
 * <p>There is one for each element of the {@code value} array of a Graph change notification, in the order of the wire,
 * and one with {@link Cause#CATCH_UP} whenever notifications may have been missed. An observer that reads the delta on
 * every one of them misses nothing while the application runs.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/resources/changenotification">Microsoft Graph, changeNotification</a>
 */
public sealed interface DriveNotification extends DriveEvent permits NotificationRecord {

    /** Why there is a notification. */
    enum Cause {
        /** Graph said that something changed. */
        CHANGE,
        /** The session was away, or a full queue merged notifications, or a notification could not be read. */
        CATCH_UP
    }

    /**
     * Why there is a notification.
     *
     * @return the cause, never null
     */
    Cause cause();

    /**
     * From when on notifications are covered by this one: {@link #at()} for a {@link Cause#CHANGE}; for a
     * {@link Cause#CATCH_UP} the time of the last packet before the gap, of the subscription's expiry, or of the first merged
     * notification, whichever is earliest. Graph sends a notification some seconds after its change, so that the change itself
     * may be some seconds earlier.
     *
     * @return a wall-clock time, not later than the first notification that may have been missed, never null
     */
    Instant since();

    /**
     * Graph's {@code subscriptionId}.
     *
     * @return the id, null when absent
     */
    String subscriptionId();

    /**
     * Graph's {@code clientState}.
     *
     * @return the state, null when absent
     */
    String clientState();

    /**
     * Graph's {@code resource}: an opaque id of the drive, not of the item that changed.
     *
     * @return the resource, null when absent
     */
    String resource();

    /**
     * Graph's {@code tenantId}.
     *
     * @return the tenant, null when absent
     */
    String tenantId();

    /**
     * SharePoint's {@code siteUrl}, relative to its host.
     *
     * @return the URL, null when absent
     */
    String siteUrl();

    /**
     * SharePoint's {@code webId}.
     *
     * @return the id, null when absent
     */
    String webId();

    /**
     * Graph's {@code expirationDateTime} of the subscription that sent this.
     *
     * @return the moment, null when absent or unreadable
     */
    Instant expiration();

    /**
     * The element of the notification's {@code value} array, character for character as Graph sent it.
     *
     * @return JSON text, null when absent, as in every {@link Cause#CATCH_UP}
     */
    String json();

    /**
     * Starts a {@link Cause#CHANGE}, for tests that fire events by hand.
     *
     * @param target what changed, not null
     * @return a builder, never null
     */
    static Builder change(DriveTarget target) {
        return new Builder(target);
    }

    /**
     * A {@link Cause#CATCH_UP}.
     *
     * @param target what may have changed, not null
     * @param account the account's name, {@code ""} for the default account, not null
     * @param at when the gap was noticed to be over, not null
     * @param since when the gap began, not null
     * @return the notification, never null
     */
    static DriveNotification catchUp(DriveTarget target, String account, Instant at, Instant since) {
        return new NotificationRecord(
                target, account, at, Cause.CATCH_UP, since, null, null, null, null, null, null, null, null);
    }

    /** Puts a {@link Cause#CHANGE} together. What is not set is absent; {@code account} is {@code ""}. Not thread-safe. */
    final class Builder {

        private final DriveTarget target;
        private String account = "";
        private Instant at;
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
         * @param value the moment, not null; the moment of {@link #build()} when never called
         * @return this
         */
        public Builder at(Instant value) {
            at = Objects.requireNonNull(value, "at");
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
         * @param value the moment, or null
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
         * The notification.
         *
         * @return a new notification, never null
         */
        public DriveNotification build() {
            Instant moment = at == null ? Instant.now() : at;
            return new NotificationRecord(
                    target,
                    account,
                    moment,
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
