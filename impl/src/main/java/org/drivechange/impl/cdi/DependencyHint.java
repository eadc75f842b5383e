// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi;

/** Describes how to add a missing API. On Open Liberty it names the feature. */
final class DependencyHint {

    private DependencyHint() {}

    static String config() {
        return onLiberty()
                ? feature("mpConfig-3.1")
                : "add io.smallrye.config:smallrye-config to the application, or enable the server's own";
    }

    static String webSocket() {
        return onLiberty()
                ? feature("websocket-2.1")
                : "enable it in the server, or in Java SE add org.glassfish.tyrus.bundles:tyrus-standalone-client";
    }

    private static String feature(String name) {
        return "add <feature>" + name + "</feature> to the <featureManager> of server.xml";
    }

    private static boolean onLiberty() {
        return System.getProperty("wlp.install.dir") != null;
    }
}
