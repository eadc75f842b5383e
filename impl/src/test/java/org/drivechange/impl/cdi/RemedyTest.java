// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RemedyTest {

    private static final String LIBERTY = "wlp.install.dir";

    @AfterEach
    void leaveLiberty() {
        System.clearProperty(LIBERTY);
    }

    @Test
    void remedy_names_the_features_on_open_liberty() {
        System.setProperty(LIBERTY, "/opt/ol/wlp/");
        assertThat(Remedy.config()).contains("<feature>mpConfig-3.1</feature>").doesNotContain("smallrye");
        assertThat(Remedy.webSocket())
                .contains("<feature>websocket-2.1</feature>")
                .doesNotContain("tyrus");
    }

    @Test
    void remedy_names_libraries_elsewhere() {
        assertThat(Remedy.config()).contains("io.smallrye.config:smallrye-config");
        assertThat(Remedy.webSocket()).contains("org.glassfish.tyrus.bundles:tyrus-standalone-client");
    }
}
