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
    void each_of_the_five_forms_is_its_own_path() {
        assertThat(FORMS).allSatisfy(form -> {
            assertThat(DriveTarget.parse(form).path()).isEqualTo(form);
            assertThat(DriveTarget.parse(form)).hasToString(form);
        });
    }

    @Assertion(id = "targets-02")
    void slashes_and_the_graph_url_in_front_do_not_matter() {
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
    void other_text_is_rejected_and_the_five_forms_are_named() {
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
    void a_literal_stands_for_the_annotation() {
        assertThat(DriveChange.Literal.of("/me/drive/root").account()).isEmpty();
        assertThat(DriveChange.Literal.of("/me/drive/root", "contoso"))
                .isEqualTo(DriveChange.Literal.of("/me/drive/root", "contoso"))
                .isNotEqualTo(DriveChange.Literal.of("/me/drive/root"));
    }
}
