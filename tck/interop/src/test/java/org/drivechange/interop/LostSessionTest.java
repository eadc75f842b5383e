// SPDX-License-Identifier: Apache-2.0
package org.drivechange.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Tests sessions ended by the server in every way: each is reopened with a {@code CATCH_UP} where changes may be
 * missed.
 */
@EnumSource(SetUp.class)
class LostSessionTest extends RealServerTests {

    LostSessionTest() {
        super("--ping-interval", "500", "--ping-timeout", "500");
    }

    @ParameterizedTest
    @EnumSource
    void lost_session_is_reopened(Loss loss) {
        try (Application application = openApplication()) {
            Recorder recorder = application.recorder();
            server().emit(MY_DRIVE, 2);
            eventually().until(() -> recorder.numbers(MY_DRIVE).size() == 2);

            server().lose(MY_DRIVE, loss, 0);
            awaitOpen(recorder, MY_DRIVE, 2);
            server().emit(MY_DRIVE, 2);
            eventually().until(() -> recorder.numbers(MY_DRIVE).size() == 4);

            assertThat(recorder.story(MY_DRIVE)).isIn(stories(loss));
            eventually()
                    .untilAsserted(() ->
                            assertThat(application.watch(MY_DRIVE).lastError()).isEmpty());
            if (loss.isFarewell()) {
                assertThat(seen(MY_DRIVE).notificationUrls()).hasSize(2);
            }
        }
    }

    private List<List<String>> stories(Loss loss) {
        List<String> caughtUp =
                List.of(Recorder.OPENED, "1", "2", Recorder.LOST, Recorder.OPENED_AGAIN, Recorder.CATCH_UP, "3", "4");
        List<String> recovered = List.of(Recorder.OPENED, "1", "2", Recorder.LOST, Recorder.OPENED_AGAIN, "3", "4");
        if (!setUp().recovers() || loss.isFarewell()) {
            return List.of(caughtUp);
        }
        // either side may detect the silence first; a session can be recovered only once the server has
        return loss == Loss.SILENCE ? List.of(caughtUp, recovered) : List.of(recovered);
    }
}
