// SPDX-License-Identifier: Apache-2.0
package org.drivechange.interop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests restarts of the server. */
@EnumSource(SetUp.class)
class RestartTest extends RealServerTests {

    @Test
    void a_restart_of_socket_io_is_survived() {
        try (Application application = openApplication()) {
            Recorder recorder = application.recorder();

            server().stopSocketIo();
            eventually().until(() -> seen(MY_DRIVE).links().size() >= 3);
            server().startSocketIo();

            awaitBackWithACatchUp(recorder);
        }
    }

    @Test
    void a_restart_of_the_whole_process_is_survived() {
        try (Application application = openApplication()) {
            server().restartProcess();

            awaitBackWithACatchUp(application.recorder());
        }
    }

    private void awaitBackWithACatchUp(Recorder recorder) {
        awaitOpen(recorder, MY_DRIVE, 2);
        server().emit(MY_DRIVE, 1);
        eventually().until(() -> recorder.numbers(MY_DRIVE).size() == 1);
        assertThat(recorder.story(MY_DRIVE))
                .containsExactly(Recorder.OPENED, Recorder.LOST, Recorder.OPENED_AGAIN, Recorder.CATCH_UP, "1");
    }
}
