// SPDX-License-Identifier: Apache-2.0
package org.drivechange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class DriveTargetTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /me/drive/root                                          | /me/drive/root
            me/drive/root                                           | /me/drive/root
            /me/drive/root/                                         | /me/drive/root
            https://graph.microsoft.com/v1.0/me/drive/root          | /me/drive/root
            https://graph.microsoft.com/beta/me/drive/root/         | /me/drive/root
            http://localhost:8080/v1.0/me/drive/root                | /me/drive/root
            /drives/b!x-Y_1/root                                    | /drives/b!x-Y_1/root
            https://graph.microsoft.com/v1.0/drives/b%21x+y/list    | /drives/b!x+y/list
            /drives/me/list                                         | /drives/me/list
            /groups/0a-1b/drive/root                                | /groups/0a-1b/drive/root
            /sites/contoso.sharepoint.com,1a,2b/lists/3c/drive/root | /sites/contoso.sharepoint.com,1a,2b/lists/3c/drive/root
            /drives/a%21b/root                                      | /drives/a%21b/root
            """)
    void target_parses_the_five_forms_in_every_spelling(String text, String path) {
        assertThat(DriveTarget.parse(text).path()).isEqualTo(path);
        assertThat(DriveTarget.parse(text))
                .isEqualTo(DriveTarget.parse(path))
                .hasSameHashCodeAs(DriveTarget.parse(path));
        assertThat(DriveTarget.parse(text)).hasToString(path);
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "/",
                "/me",
                "/me/drive",
                "/me/drive/root//",
                "//me/drive/root",
                "/me/drive/root/children",
                "/me/drive/root?x=1",
                "/ME/drive/root",
                " /me/drive/root",
                "/drives//root",
                "/drives/../root",
                "/drives/{driveId}/root",
                "/sites/contoso/lists/{listId}/drive/root",
                "/drives/a b/root",
                "/drives/a\n/root",
                "/drives/a/items",
                "/groups/a/drive/list",
                "/sites/a/lists/b/drive",
                "/users/a/drive/root",
                "https://graph.microsoft.com/me/drive/root?a=b",
                "https://graph.microsoft.com/v1.0/drives/%zz/root",
                "https://graph.microsoft.com/v1.0/drives/a%2Fb/root",
                "ftp://graph.microsoft.com/v1.0/me/drive/root"
            })
    void target_rejects_other_texts_and_names_the_five_forms(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DriveTarget.parse(text))
                .withMessageContaining(text == null ? "null" : "\"" + text.replace("\n", "\\u000a") + "\"")
                .withMessageContaining("/me/drive/root")
                .withMessageContaining("/drives/{driveId}/root")
                .withMessageContaining("/drives/{driveId}/list")
                .withMessageContaining("/groups/{groupId}/drive/root")
                .withMessageContaining("/sites/{siteId}/lists/{listId}/drive/root");
    }

    @Test
    void targets_of_different_paths_differ() {
        assertThat(DriveTarget.parse("/drives/a/root")).isNotEqualTo(DriveTarget.parse("/drives/a/list"));
        assertThat(DriveTarget.parse("/drives/a/root")).isNotEqualTo(DriveTarget.parse("/drives/A/root"));
    }
}
