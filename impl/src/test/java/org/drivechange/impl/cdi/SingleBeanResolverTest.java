// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Specializes;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessBean;
import org.drivechange.DriveTarget;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.spi.DeltaTokenStore;
import org.junit.jupiter.api.Test;

class SingleBeanResolverTest {

    private final DeploymentProblems problems = new DeploymentProblems();
    private final SingleBeanResolver<DeltaTokenStore> resolver =
            new SingleBeanResolver<>(DeltaTokenStore.class.getName(), ErrorCode.STORE_AMBIGUOUS, problems);

    /** Forwards the beans of the container. */
    static class Beans implements Extension {

        private final SingleBeanResolver<?> resolver;

        Beans(SingleBeanResolver<?> resolver) {
            this.resolver = resolver;
        }

        void bean(@Observes ProcessBean<?> event) {
            resolver.bean(event.getBean());
        }
    }

    @ApplicationScoped
    static class OneStore implements DeltaTokenStore {

        @Override
        public Opened open(String application, DriveTarget target, String account, long epoch) {
            return new Opened(epoch, getClass().getSimpleName());
        }

        @Override
        public boolean save(String application, DriveTarget target, String account, long epoch, String token) {
            return true;
        }
    }

    @Specializes
    @ApplicationScoped
    static class BetterStore extends OneStore {

        @Override
        public boolean transactional() {
            return true;
        }
    }

    @ApplicationScoped
    static class OtherStore extends OneStore {}

    @ApplicationScoped
    static class Unrelated {}

    private SeContainer container(Class<?>... beans) {
        return SeContainerInitializer.newInstance()
                .disableDiscovery()
                .addExtensions(new Beans(resolver))
                .addBeanClasses(beans)
                .initialize();
    }

    @Test
    void resolver_finds_no_bean_among_unrelated_ones() {
        try (SeContainer container = container(Unrelated.class)) {
            assertThat(resolver.isPresent(container.getBeanManager())).isFalse();
            assertThat(problems.asMessage()).isEmpty();
        }
    }

    @Test
    void resolver_returns_the_specializing_bean() {
        try (SeContainer container = container(OneStore.class, BetterStore.class, Unrelated.class)) {
            assertThat(resolver.isPresent(container.getBeanManager())).isTrue();
            assertThat(resolver.get(container.getBeanManager(), DeltaTokenStore.class)
                            .transactional())
                    .isTrue();
            assertThat(problems.asMessage()).isEmpty();
        }
    }

    @Test
    void two_beans_are_a_problem_that_names_both() {
        try (SeContainer container = container(OneStore.class, OtherStore.class)) {
            assertThat(resolver.isPresent(container.getBeanManager())).isTrue();
            assertThat(problems.asMessage())
                    .hasValueSatisfying(message -> assertThat(message)
                            .contains(
                                    "DRC1032 Expected one DeltaTokenStore bean at most",
                                    "OneStore and ",
                                    "OtherStore"));
        }
    }
}
