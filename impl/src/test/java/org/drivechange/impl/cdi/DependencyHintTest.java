// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DependencyHintTest {

    private static final String LIBERTY = "wlp.install.dir";

    @AfterEach
    void leaveLiberty() {
        System.clearProperty(LIBERTY);
    }

    @Test
    void remedy_names_the_features_on_open_liberty() {
        System.setProperty(LIBERTY, "/opt/ol/wlp/");
        assertThat(DependencyHint.config())
                .contains("<feature>mpConfig-3.1</feature>")
                .doesNotContain("smallrye");
        assertThat(DependencyHint.webSocket())
                .contains("<feature>websocket-2.1</feature>")
                .doesNotContain("tyrus");
    }

    @Test
    void remedy_names_libraries_elsewhere() {
        assertThat(DependencyHint.config()).contains("io.smallrye.config:smallrye-config");
        assertThat(DependencyHint.webSocket()).contains("org.glassfish.tyrus.bundles:tyrus-standalone-client");
    }
}
