// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.broken;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import org.drivechange.DriveChange;
import org.drivechange.DriveNotification;
import org.drivechange.DriveSessionOpened;
import org.drivechange.spi.AccessTokenProvider;

/** Beans that make a deployment fail, and a valid one. */
final class InvalidBeans {

    private static final String ME = "/me/drive/root";

    private InvalidBeans() {}

    @ApplicationScoped
    static class Valid {
        @DriveChange(target = "/drives/broken/root")
        void changed(DriveNotification n) {}
    }

    @ApplicationScoped
    static class UnknownTarget {
        @DriveChange(target = "/me/drive/items/4711")
        void ofUnknownTarget(DriveNotification n) {}
    }

    @ApplicationScoped
    static class NoEvent {
        @DriveChange(target = ME)
        void withoutEvent() {}
    }

    @ApplicationScoped
    static class TwoEvents {
        @DriveChange(target = ME)
        void withTwoEvents(DriveNotification n, DriveSessionOpened o) {}
    }

    @ApplicationScoped
    static class MissingValue {
        @DriveChange(target = "${tck.no.such.key}")
        void withMissingValue(DriveNotification n) {}
    }

    @ApplicationScoped
    static class NestedExpression {
        @DriveChange(target = "${tck.outer.${tck.inner}}")
        void withNestedExpression(DriveNotification n) {}
    }

    @ApplicationScoped
    static class UnknownAccount {
        @DriveChange(target = ME, account = "unknown")
        void ofUnknownAccount(DriveNotification n) {}
    }

    @ApplicationScoped
    static class Contradiction {
        @DriveChange(target = "/drives/one/root")
        void contradictory(@Observes @DriveChange(target = "/drives/other/root") DriveNotification n) {}
    }

    @ApplicationScoped
    static class OnDisposer {

        @Produces
        StringBuilder make() {
            return new StringBuilder();
        }

        @DriveChange(target = ME)
        void dispose(@Disposes StringBuilder made) {}
    }

    @ApplicationScoped
    @DriveChange(target = ME)
    static class OnType {}

    interface WithDefault {
        @DriveChange(target = ME)
        default void declaredAsDefault(DriveNotification n) {}
    }

    @ApplicationScoped
    static class OnDefaultMethod implements WithDefault {}

    @ApplicationScoped
    static class OneProvider implements AccessTokenProvider {
        @Override
        public String accessToken(String account) {
            return "a token";
        }
    }

    @ApplicationScoped
    static class OtherProvider implements AccessTokenProvider {
        @Override
        public String accessToken(String account) {
            return "a token";
        }
    }
}
