// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import org.drivechange.DriveTarget;
import org.drivechange.impl.graph.SessionKey;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetNamingTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /me/drive/root                    | /me/drive/root
            /drives/drives/root               | /drives/{driveId}/root
            /drives/b!1/list                  | /drives/{driveId}/list
            /groups/drive/drive/root          | /groups/{groupId}/drive/root
            /sites/h,g,g/lists/lists/drive/root | /sites/{siteId}/lists/{listId}/drive/root
            """)
    void target_form_contains_no_id(String target, String form) {
        SessionKey key = new SessionKey(DriveTarget.parse(target), "contoso");
        assertThat(new TargetNaming(true).of(key)).isEqualTo(new TargetName(form, target, "contoso"));
        assertThat(new TargetNaming(false).of(key)).isEqualTo(new TargetName(form, null, null));
    }
}
