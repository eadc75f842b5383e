// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.cdi.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.drivechange.DriveTarget;
import org.drivechange.impl.cdi.runtime.RequestContextPool;
import org.drivechange.impl.concurrent.ContextualCall;
import org.drivechange.impl.graph.SessionKey;
import org.drivechange.impl.position.PositionStore;
import org.drivechange.spi.DeltaTokenStore;
import org.drivechange.testkit.CdiApplication;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BeanPositionStoreTest {

    private static final SessionKey KEY = new SessionKey(DriveTarget.parse("/me/drive/root"), "contoso");

    private final CdiApplication application =
            CdiApplication.start(Map.of("drivechange.enabled", "false"), MemoryStore.class, Caller.class);
    private final MemoryStore bean = application.bean(MemoryStore.class);
    private final List<String> contexts = new ArrayList<>();
    private final BeanPositionStore store = store(bean);

    @RequestScoped
    static class Caller {

        String name() {
            return "caller";
        }
    }

    /** Keeps positions in memory, and requires a request context. */
    @ApplicationScoped
    static class MemoryStore implements DeltaTokenStore {

        private final Map<String, DeltaTokenStore.Opened> positions = new HashMap<>();

        @Inject
        private Caller caller;

        private long concurrentlyOpened;

        void openConcurrently(int times) {
            concurrentlyOpened = times;
        }

        @Override
        public DeltaTokenStore.Opened open(String application, DriveTarget target, String account, long epoch) {
            DeltaTokenStore.Opened stored =
                    positions.getOrDefault(key(application, target, account), new DeltaTokenStore.Opened(0, null));
            long meanwhile = epoch > 0 && concurrentlyOpened-- > 0 ? 1 : 0;
            DeltaTokenStore.Opened opened =
                    new DeltaTokenStore.Opened(Math.max(epoch, stored.epoch()) + meanwhile, stored.token());
            positions.put(key(application, target, account), opened);
            return opened;
        }

        @Override
        public boolean save(String application, DriveTarget target, String account, long epoch, String token)
                throws IOException {
            if (token.equals("fail")) {
                throw new IOException("the database is down");
            }
            if (positions.get(key(application, target, account)).epoch() > epoch) {
                return false;
            }
            positions.put(key(application, target, account), new DeltaTokenStore.Opened(epoch, token));
            return true;
        }

        private String key(String application, DriveTarget target, String account) {
            return caller.name() + " " + application + " " + target + " " + account;
        }

        Map<String, DeltaTokenStore.Opened> positions() {
            return positions;
        }
    }

    private BeanPositionStore store(DeltaTokenStore tokens) {
        ContextualCall context = new ContextualCall(task -> {
            contexts.add("call");
            task.run();
        });
        return new BeanPositionStore(
                tokens, "orders", context, new RequestContextPool(application.bean(BeanManager.class)));
    }

    @AfterEach
    void stop() {
        application.close();
    }

    @Test
    void bean_is_called_in_the_server_context_and_a_request_context() throws Exception {
        assertThat(store.open(KEY)).isEqualTo(new PositionStore.Opened(1, Optional.empty()));
        assertThat(store.save(KEY, 1, "token")).isTrue();
        store.release(KEY);
        assertThat(bean.positions())
                .containsExactly(
                        Map.entry("caller orders /me/drive/root contoso", new DeltaTokenStore.Opened(1, "token")));
        assertThat(contexts).hasSize(3);
    }

    @Test
    void position_is_opened_with_the_stored_epoch_plus_one_and_fences_the_former_user() throws Exception {
        store.open(KEY);
        store.save(KEY, 1, "one");
        assertThat(store(bean).open(KEY)).isEqualTo(new PositionStore.Opened(2, Optional.of("one")));
        assertThat(store.save(KEY, 1, "late")).isFalse();
    }

    @Test
    void position_that_is_opened_concurrently_is_opened_again_with_a_larger_epoch() throws Exception {
        bean.openConcurrently(2);
        assertThat(store.open(KEY)).isEqualTo(new PositionStore.Opened(5, Optional.empty()));
        assertThat(store.save(KEY, 5, "token")).isTrue();
    }

    @Test
    void position_that_is_always_opened_concurrently_is_a_failure() {
        bean.openConcurrently(1000);
        assertThatIllegalStateException()
                .isThrownBy(() -> store.open(KEY))
                .withMessageContaining("expected a different drivechange.application");
    }

    @Test
    void token_of_16_kilobytes_is_saved_and_a_longer_one_is_refused() throws Exception {
        store.open(KEY);
        assertThat(store.save(KEY, 1, "ü".repeat(8 * 1024))).isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store.save(KEY, 1, "ü".repeat(8 * 1024) + "x"))
                .withMessage("expected a position of 16384 bytes at most for the DeltaTokenStore but found 16385");
    }

    @Test
    void failure_of_the_bean_is_thrown_unchanged() throws Exception {
        store.open(KEY);
        assertThatThrownBy(() -> store.save(KEY, 1, "fail"))
                .isInstanceOf(IOException.class)
                .hasMessage("the database is down");
    }

    private record Fixed(DeltaTokenStore.Opened opened) implements DeltaTokenStore {

        @Override
        public DeltaTokenStore.Opened open(String application, DriveTarget target, String account, long epoch) {
            return opened;
        }

        @Override
        public boolean save(String application, DriveTarget target, String account, long epoch, String token) {
            return true;
        }
    }

    @Test
    void bean_that_returns_no_epoch_or_a_smaller_one_is_a_failure() {
        assertThatIllegalStateException()
                .isThrownBy(() -> store(new Fixed(null)).open(KEY))
                .withMessageContaining("open() of the DeltaTokenStore but found null");
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        store(new Fixed(new DeltaTokenStore.Opened(0, null))).open(KEY))
                .withMessage("expected an epoch of 1 or more from open() of the DeltaTokenStore but found 0");
    }
}
