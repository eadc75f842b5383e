// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.drivechange.DriveChange;
import org.drivechange.DriveTarget;
import org.drivechange.tck.Assertion;

/** Tests the parsing of targets, without a server. */
class DriveTargetTest {

    private static final List<String> FORMS = List.of(
            "/me/drive/root",
            "/drives/b!x/root",
            "/drives/b!x/list",
            "/groups/02bd9fd6-8f93-4758-87c3-1fb73740a315/drive/root",
            "/sites/contoso.sharepoint.com,2c712604,f6d7/lists/b!y/drive/root");

    @Assertion(id = "targets-01")
    void parse_accepts_the_five_forms_and_path_returns_them() {
        assertThat(FORMS).allSatisfy(form -> {
            assertThat(DriveTarget.parse(form).path()).isEqualTo(form);
            assertThat(DriveTarget.parse(form)).hasToString(form);
        });
    }

    @Assertion(id = "targets-02")
    void parse_ignores_outer_slashes_and_a_graph_url_prefix() {
        assertThat(FORMS)
                .allSatisfy(form -> assertThat(List.of(
                                form.substring(1),
                                form + "/",
                                "https://graph.microsoft.com/v1.0" + form,
                                "https://graph.microsoft.com/beta" + form + "/"))
                        .allSatisfy(text -> assertThat(DriveTarget.parse(text))
                                .isEqualTo(DriveTarget.parse(form))
                                .hasSameHashCodeAs(DriveTarget.parse(form))));
    }

    @Assertion(id = "targets-03")
    void parse_rejects_other_text_and_names_the_five_forms() {
        for (String text : List.of(
                "",
                "/",
                "/me/drive",
                "/me/drive/items/1",
                "/drives//root",
                "/drives/{driveId}/root",
                "/users/x/drive/root")) {
            assertThatThrownBy(() -> DriveTarget.parse(text))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll(
                            "/me/drive/root",
                            "/drives/{driveId}/root",
                            "/drives/{driveId}/list",
                            "/groups/{groupId}/drive/root",
                            "/sites/{siteId}/lists/{listId}/drive/root");
        }
    }

    @Assertion(id = "targets-06")
    void literal_equals_the_annotation_with_the_same_values() {
        assertThat(DriveChange.Literal.of("/me/drive/root").account()).isEmpty();
        assertThat(DriveChange.Literal.of("/me/drive/root", "contoso"))
                .isEqualTo(DriveChange.Literal.of("/me/drive/root", "contoso"))
                .isNotEqualTo(DriveChange.Literal.of("/me/drive/root"));
    }
}
