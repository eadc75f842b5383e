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
import org.drivechange.tck.Calls;
import org.drivechange.tck.OnServer;
import org.drivechange.tck.Seen;
import org.drivechange.tck.Simulator;
import org.drivechange.tck.TckTest;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Tests observers with a transaction. */
@TckTest
@OnServer
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
        Calls calls;

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
            throw new IllegalStateException("thrown in a transaction, as its test wants");
        }
    }

    @ApplicationScoped
    static class Nested {

        @Inject
        Calls calls;

        @Transactional(Transactional.TxType.MANDATORY)
        void mandatory() throws NamingException {
            calls.add("mandatory", Transactions.status());
        }
    }

    @Inject
    Seen seen;

    @Inject
    Calls calls;

    @Inject
    Simulator simulator;

    @Assertion(id = "container-02")
    void a_transactional_observer_has_its_own_transaction_and_the_others_none() {
        seen.awaitOpened(TARGET);

        simulator.emit(TARGET, 2);

        assertThat(calls.await("transaction", 2)).containsOnly(Status.STATUS_ACTIVE);
        assertThat(calls.await("mandatory", 2)).containsOnly(Status.STATUS_ACTIVE);
        assertThat(calls.await("no-transaction", 2)).containsOnly(Status.STATUS_NO_TRANSACTION);
        assertThat(calls.await("failing", 2)).containsOnly(Status.STATUS_ROLLEDBACK);
        assertThat(seen.of(TARGET, DriveSessionClosed.class)).isEmpty();
    }
}
