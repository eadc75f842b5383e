// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import javax.naming.Context;
import org.drivechange.impl.LogLines;
import org.drivechange.impl.diagnostics.ErrorCode;
import org.drivechange.impl.position.PositionStoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataSourceLookupTest {

    private final AtomicLong nanos = new AtomicLong();
    private final TestDataSource source = TestDataSource.of("jdbc:h2:mem:");
    private final AtomicInteger references = new AtomicInteger();
    private RuntimeException failure;

    private Object reference() {
        references.incrementAndGet();
        if (failure != null) {
            throw failure;
        }
        return source;
    }

    private DataSourceLookup lookup(Optional<Supplier<Object>> bean) {
        return new DataSourceLookup("orders", bean, nanos::get);
    }

    private static PositionStoreException missing(DataSourceLookup lookup) {
        return catchThrowableOfType(PositionStoreException.class, lookup::get);
    }

    @Test
    void lookup_obtains_the_bean_once() throws Exception {
        DataSourceLookup lookup = lookup(Optional.of(this::reference));
        lookup.start();
        assertThat(lookup.get()).isSameAs(source);
        assertThat(lookup.get()).isSameAs(source);
        assertThat(references).hasValue(1);
    }

    @Test
    void missing_data_source_is_one_error_after_a_minute_and_is_found_later() throws Exception {
        failure = new IllegalStateException("the pool is not started");
        DataSourceLookup lookup = lookup(Optional.of(this::reference));
        try (LogLines log = new LogLines()) {
            lookup.start();
            nanos.addAndGet(Duration.ofSeconds(59).toNanos());
            assertThat(missing(lookup))
                    .returns(ErrorCode.DATASOURCE_MISSING, PositionStoreException::code)
                    .hasMessage("the CDI bean orders of type DataSource cannot be obtained:"
                            + " IllegalStateException: the pool is not started");
            assertThat(log.lines()).isEmpty();
            nanos.addAndGet(Duration.ofSeconds(1).toNanos());
            missing(lookup);
            missing(lookup);
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith("DRC5007 No item changes are delivered, because the CDI bean orders");
            failure = null;
            assertThat(lookup.get()).isSameAs(source);
            assertThat(log.lines()).last().isEqualTo("The DataSource orders is available.");
        }
    }

    @Test
    void name_that_is_neither_bean_nor_bound_is_reported_with_the_key() {
        assertThat(missing(lookup(Optional.empty())))
                .hasMessageStartingWith("expected a CDI bean @Named(\"orders\") of type DataSource, or a JNDI name,"
                        + " for drivechange.datasource=orders: ");
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc/orders, jdbc/orders, true",
        "jdbc/orders, java:comp/env/jdbc/orders, true",
        "java:jboss/orders, java:jboss/orders, true",
        "java:jboss/orders, java:comp/env/java:jboss/orders, false"
    })
    void name_of_jndi_is_looked_up_as_given_and_then_below_the_component(String name, String bound, boolean found)
            throws Exception {
        System.setProperty(Context.INITIAL_CONTEXT_FACTORY, TestNaming.class.getName());
        System.setProperty(TestNaming.BOUND, bound);
        try {
            DataSourceLookup lookup = new DataSourceLookup(name, Optional.empty(), nanos::get);
            if (found) {
                assertThat(lookup.get()).isInstanceOf(TestDataSource.class);
            } else {
                assertThat(missing(lookup)).hasMessageEndingWith("NameNotFoundException: " + name);
            }
        } finally {
            System.clearProperty(Context.INITIAL_CONTEXT_FACTORY);
            System.clearProperty(TestNaming.BOUND);
        }
    }

    @Test
    void bean_on_a_server_is_not_available_before_the_start() {
        assertThat(lookup(Optional.of(this::reference)).isAvailableBeforeStart())
                .isTrue();
        System.setProperty(Context.INITIAL_CONTEXT_FACTORY, TestNaming.class.getName());
        try {
            assertThat(lookup(Optional.of(this::reference)).isAvailableBeforeStart())
                    .isFalse();
            assertThat(lookup(Optional.empty()).isAvailableBeforeStart()).isTrue();
            assertThat(references).hasValue(0);
        } finally {
            System.clearProperty(Context.INITIAL_CONTEXT_FACTORY);
        }
    }

    @Test
    void search_of_the_deployment_that_hangs_does_not_delay_the_start() throws Exception {
        CountDownLatch searching = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        DataSourceLookup lookup = lookup(Optional.of(() -> {
            searching.countDown();
            try {
                released.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return reference();
        }));
        Thread deployment = new Thread(lookup::start);
        deployment.start();
        searching.await();
        lookup.start();
        released.countDown();
        assertThat(lookup.get()).isSameAs(source);
        deployment.join();
        assertThat(references).hasValue(1);
    }

    @Test
    void object_of_another_type_is_reported_with_its_type() {
        assertThat(missing(lookup(Optional.of(() -> "text"))))
                .hasMessageContaining("found an object of type java.lang.String");
    }
}
