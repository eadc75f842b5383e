// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.drivechange.DriveTarget;

/** Any text as a target, and its way into Graph's URL. */
class DriveTargetFuzzTest {

    private static final URI GRAPH = URI.create("https://graph.microsoft.com/v1.0");
    private static final AccessToken TOKEN = new AccessToken("s3cr3t");

    @FuzzTest
    void target_round_trips_and_stays_within_its_url_path(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        check(text);
        check("/drives/" + text + "/list");
        check("/sites/" + text + "/lists/" + text + "/drive/root");
        check(GRAPH + "/groups/" + text + "/drive/root");
    }

    private static void check(String text) {
        DriveTarget target;
        try {
            target = DriveTarget.parse(text);
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).contains("/me/drive/root", "/sites/{siteId}/lists/{listId}/drive/root");
            return;
        }
        assertThat(DriveTarget.parse(target.path())).isEqualTo(target).hasToString(target.path());
        assertThat(DriveTarget.parse(target.path() + "/")).isEqualTo(target);
        assertThat(DriveTarget.parse(target.path().substring(1))).isEqualTo(target);
        String request = SocketIoRequest.of(GRAPH, target, TOKEN).uri().toString();
        String inUrl = request.substring(0, request.length() - "/subscriptions/socketIo".length());
        assertThat(DriveTarget.parse(inUrl)).isEqualTo(target);
        assertThat(URI.create(request).normalize()).isEqualTo(URI.create(request));
        assertThat(URI.create(request))
                .hasHost("graph.microsoft.com")
                .hasNoQuery()
                .hasNoFragment();
    }
}
