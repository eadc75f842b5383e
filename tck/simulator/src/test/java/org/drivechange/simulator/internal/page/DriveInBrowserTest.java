// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.drivechange.simulator.client.SocketIoTestClient.EIO_4;
import static org.drivechange.simulator.internal.page.BrowserPage.TARGET;
import static org.drivechange.simulator.internal.page.BrowserPage.eventually;

import java.util.List;
import java.util.Map;
import org.drivechange.simulator.SimulatedItem;
import org.drivechange.simulator.client.SocketIoTestClient;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** Tests the tree of the page, and the buttons that change the drive, in headless Chromium. */
@Tag("soak")
class DriveInBrowserTest {

    @RegisterExtension
    static final BrowserPage PAGE = new BrowserPage();

    private static void fill(String... values) {
        for (String value : values) {
            PAGE.type(value);
            PAGE.press(Keys.TAB);
        }
        PAGE.click("OK");
    }

    private static SimulatedItem item(String name) {
        return PAGE.drive().items().values().stream()
                .filter(item -> item.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void buttons_change_the_drive_and_a_session_receives_each_notification() {
        try (SocketIoTestClient session = SocketIoTestClient.joined(PAGE.simulator(), TARGET, EIO_4)) {
            PAGE.click("New folder root");
            fill("Invoices");
            PAGE.awaitTree("root/", "Invoices/");
            PAGE.click("New file root");
            fill("may.pdf", "48213");
            PAGE.awaitTree("root/", "Invoices/", "may.pdf, 48213 bytes");
            PAGE.click("Edit may.pdf");
            fill("50000");
            PAGE.awaitTree("root/", "Invoices/", "may.pdf, 50000 bytes");
            PAGE.click("Rename may.pdf");
            fill("june.pdf");
            PAGE.awaitTree("root/", "Invoices/", "june.pdf, 50000 bytes");
            PAGE.click("Move june.pdf");
            PAGE.press("root/I");
            PAGE.click("OK");
            eventually()
                    .untilAsserted(() -> assertThat(item("june.pdf").parentId())
                            .isEqualTo(item("Invoices").id()));
            eventually()
                    .untilAsserted(
                            () -> assertThat(PAGE.texts("#tree ul ul .name")).containsExactly("june.pdf, 50000 bytes"));
            PAGE.click("Delete june.pdf");
            PAGE.awaitTree("root/", "Invoices/");
            assertThat(PAGE.drive().items().values())
                    .extracting(SimulatedItem::name)
                    .containsExactly("Invoices");
            for (int change = 0; change < 6; change++) {
                assertThat(session.text()).startsWith("42/").contains("notification");
            }
        }
    }

    @Test
    void buttons_create_ten_files_and_restore_the_item_deleted_last() {
        String folder = PAGE.drive().createFolder(PAGE.drive().root(), "old");
        PAGE.drive().create(folder, "inner.txt", 7);
        PAGE.drive().delete(folder);
        PAGE.run("Create 10 files");
        eventually()
                .untilAsserted(
                        () -> assertThat(PAGE.tree()).hasSize(11).anyMatch(name -> name.endsWith(".txt, 10 bytes")));
        PAGE.run("Restore last deleted");
        eventually().untilAsserted(() -> assertThat(PAGE.tree()).contains("old/", "inner.txt, 7 bytes"));
    }

    @Test
    void tree_shows_changes_of_others_within_seconds() {
        PAGE.drive().create(PAGE.drive().root(), "a.txt", 1);
        PAGE.awaitTree("root/", "a.txt, 1 bytes");
    }

    @Test
    void names_are_shown_as_text_in_tree_dialogs_and_labels() {
        List<String> names = List.of(
                "\"quoted\" 'twice' & more",
                "<script>window.hacked = true",
                "<img src=x onerror='window.hacked = true'>",
                "Übergrößenträger  \u202egnp.exe",
                "😀 👩‍👩‍👧 日本");
        for (String name : names) {
            PAGE.click("New file root");
            fill(name, "1");
            eventually().untilAsserted(() -> assertThat(PAGE.tree()).contains(name + ", 1 bytes"));
            assertThat(item(name).size()).isEqualTo(1);
        }
        for (String name : names) {
            PAGE.click("Rename " + name);
            assertThat(PAGE.text("dialog-title")).isEqualTo("Rename " + name);
            assertThat(PAGE.browser().executeScript("return document.activeElement.value"))
                    .isEqualTo(name);
            PAGE.press(Keys.ESCAPE);
        }
        assertThat(PAGE.texts("main script, main img, dialog script, dialog img"))
                .isEmpty();
        assertThat(PAGE.browser().executeScript("return window.hacked")).isNull();
    }

    @Test
    void folder_can_be_moved_to_all_folders_but_those_below_it() {
        String outer = PAGE.drive().createFolder(PAGE.drive().root(), "outer");
        PAGE.drive().createFolder(outer, "inner");
        PAGE.drive().createFolder(PAGE.drive().createFolder(PAGE.drive().root(), "other"), "inner");
        PAGE.refresh();
        PAGE.click("Move outer");
        assertThat(PAGE.texts("#dialog option")).containsExactly("root", "root/other", "root/other/inner");
        PAGE.press(Keys.ESCAPE);
        eventually().until(() -> PAGE.focused().equals("Move outer"));
    }

    @Test
    void cancelled_dialogs_change_nothing() {
        PAGE.drive().create(PAGE.drive().root(), "a.txt", 1);
        PAGE.refresh();
        PAGE.click("Rename a.txt");
        PAGE.type("");
        PAGE.click("Cancel");
        PAGE.click("Edit a.txt");
        PAGE.press(Keys.ESCAPE);
        PAGE.run("Create 10 files");
        assertThat(PAGE.drive().items().values())
                .hasSize(11)
                .anyMatch(item -> item.name().equals("a.txt") && item.size() == 1);
    }

    @Test
    void open_dialog_keeps_its_button_although_the_tree_changes() {
        PAGE.drive().create(PAGE.drive().root(), "a.txt", 1);
        PAGE.refresh();
        PAGE.click("Rename a.txt");
        PAGE.drive().create(PAGE.drive().root(), "b.txt", 1);
        // a response that was requested before the dialog was opened
        PAGE.refresh();
        PAGE.press(Keys.ESCAPE);
        PAGE.awaitTree("root/", "a.txt, 1 bytes", "b.txt, 1 bytes");
        assertThat(PAGE.focused()).isEqualTo("Rename a.txt");
    }

    @Test
    void refused_change_is_reported() {
        PAGE.drive().create(PAGE.drive().root(), "a.txt", 1);
        PAGE.refresh();
        PAGE.click("New file root");
        fill("a.txt", "2");
        eventually()
                .untilAsserted(() ->
                        assertThat(PAGE.text("status")).startsWith("New file: ").contains("a.txt"));
        assertThat(PAGE.browser().findElement(By.id("status")).getDomAttribute("class"))
                .isEqualTo("error");
        assertThat(PAGE.console()).singleElement().asString().contains("/control/drive/create", "400");
    }

    @Test
    void buttons_act_on_the_shown_target_until_another_one_is_submitted() {
        String other = "/drives/other/root";
        WebElement field = PAGE.browser().findElement(By.id("target"));
        field.click();
        PAGE.type(other);
        PAGE.run("Create 10 files");
        assertThat(PAGE.drive().items()).hasSize(10);
        field.click();
        PAGE.press(Keys.ENTER);
        PAGE.awaitText("shown", other);
        PAGE.awaitTree("root/");
        PAGE.run("Create 10 files");
        assertThat(PAGE.simulator().drive(other).items()).hasSize(10);
        field.click();
        PAGE.type("/me/photos");
        PAGE.press(Keys.ENTER);
        eventually().untilAsserted(() -> assertThat(PAGE.text("status")).contains("/me/photos"));
        assertThat(PAGE.text("shown")).isEqualTo(other);
        assertThat(PAGE.console()).singleElement().asString().contains("/control/drive/items", "400");
    }

    @Test
    void error_of_a_refresh_is_shown_until_a_refresh_succeeds() {
        network(true);
        PAGE.refresh();
        assertThat(PAGE.text("status")).startsWith("Refresh: ");
        network(false);
        PAGE.refresh();
        assertThat(PAGE.text("status")).isEmpty();
        assertThat(PAGE.console()).isNotEmpty().allMatch(message -> message.contains("ERR_INTERNET_DISCONNECTED"));
    }

    private static void network(boolean offline) {
        PAGE.browser().executeCdpCommand("Network.enable", Map.of());
        PAGE.browser()
                .executeCdpCommand(
                        "Network.emulateNetworkConditions",
                        Map.of("offline", offline, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
    }
}
