// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.integration.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.enterprise.inject.spi.Extension;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.drivechange.DriveChange;
import org.drivechange.DriveNotification;
import org.drivechange.impl.LogLines;
import org.drivechange.impl.integration.fixture.TestApplication;
import org.junit.jupiter.api.Test;

/** Tests an application whose only dependency is drivechange-api. OpenWebBeans would load all extensions here. */
class ApiAloneTest {

    @ApplicationScoped
    static class Inbox {
        @DriveChange(target = "/me/drive/root")
        void changed(DriveNotification n) {}
    }

    @ApplicationScoped
    static class Other {}

    private static List<String> logged(Class<?> bean) {
        Extension[] ofTheApi = ServiceLoader.load(Extension.class).stream()
                .filter(provider -> provider.type().getPackageName().equals("org.drivechange.internal"))
                .map(ServiceLoader.Provider::get)
                .toArray(Extension[]::new);
        try (LogLines log = new LogLines();
                SeContainer container = SeContainerInitializer.newInstance()
                        .disableDiscovery()
                        .addExtensions(ofTheApi)
                        .addBeanClasses(bean)
                        .initialize()) {
            assertThat(container.isRunning()).isTrue();
            return log.lines();
        }
    }

    @Test
    void api_without_an_implementation_is_a_warning_that_names_the_dependency() {
        assertThat(logged(Inbox.class))
                .singleElement()
                .asString()
                .startsWith("DRC1024 " + Inbox.class.getName())
                .contains("org.drivechange:drivechange.");
    }

    @Test
    void api_that_is_not_used_is_not_reported() {
        assertThat(logged(Other.class)).isEmpty();
    }

    @Test
    void api_with_the_implementation_is_not_reported() {
        Map<String, String> values =
                Map.of("drivechange.token", "t", "drivechange.graph.url", "http://localhost:1/v1.0");
        try (LogLines log = new LogLines()) {
            TestApplication.start(values, Inbox.class).close();
            assertThat(log.lines()).noneMatch(line -> line.startsWith("DRC1024"));
        }
    }
}
