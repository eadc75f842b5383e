// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.container;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.drivechange.DriveChange;
import org.drivechange.DriveNotification;
import org.drivechange.DriveSessionClosed;
import org.drivechange.tck.Application;
import org.drivechange.tck.Assertion;
import org.drivechange.tck.EventCollector;
import org.drivechange.tck.ObserverCallLog;
import org.drivechange.tck.RequiresServer;
import org.drivechange.tck.SimulatorClient;
import org.drivechange.tck.TckTest;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Tests observers with a transaction. */
@TckTest
@RequiresServer
class TransactionTest {

    private static final String TARGET = "/drives/transaction/root";

    @Deployment
    static WebArchive application() {
        return Application.of(TransactionTest.class).war();
    }

    /** Jakarta Transactions, which may be missing in the test process. */
    static final class Transactions {

        private Transactions() {}

        @SuppressWarnings("BanJNDI") // location on servers
        static TransactionSynchronizationRegistry registry() throws NamingException {
            return InitialContext.doLookup("java:comp/TransactionSynchronizationRegistry");
        }

        static int status() throws NamingException {
            return registry().getTransactionStatus();
        }
    }

    @ApplicationScoped
    static class Beans {

        @Inject
        ObserverCallLog calls;

        @Inject
        Nested nested;

        @Transactional
        void in(@Observes @DriveChange(target = TARGET) DriveNotification n) throws NamingException {
            calls.add("transaction", Transactions.status());
            nested.mandatory();
        }

        void without(@Observes @DriveChange(target = TARGET) DriveNotification n) throws NamingException {
            calls.add("no-transaction", Transactions.status());
        }

        @Transactional
        void fails(@Observes @DriveChange(target = TARGET) DriveNotification n) throws NamingException {
            Transactions.registry().registerInterposedSynchronization(new Synchronization() {
                @Override
                public void beforeCompletion() {}

                @Override
                public void afterCompletion(int status) {
                    calls.add("failing", status);
                }
            });
            throw new IllegalStateException("thrown by the test in a transaction");
        }
    }

    @ApplicationScoped
    static class Nested {

        @Inject
        ObserverCallLog calls;

        @Transactional(Transactional.TxType.MANDATORY)
        void mandatory() throws NamingException {
            calls.add("mandatory", Transactions.status());
        }
    }

    @Inject
    EventCollector events;

    @Inject
    ObserverCallLog calls;

    @Inject
    SimulatorClient simulator;

    @Assertion(id = "container-02")
    void transactional_observer_has_its_own_transaction_and_others_have_none() {
        events.awaitOpened(TARGET);

        simulator.emit(TARGET, 2);

        assertThat(calls.await("transaction", 2)).containsOnly(Status.STATUS_ACTIVE);
        assertThat(calls.await("mandatory", 2)).containsOnly(Status.STATUS_ACTIVE);
        assertThat(calls.await("no-transaction", 2)).containsOnly(Status.STATUS_NO_TRANSACTION);
        assertThat(calls.await("failing", 2)).containsOnly(Status.STATUS_ROLLEDBACK);
        assertThat(events.of(TARGET, DriveSessionClosed.class)).isEmpty();
    }
}
