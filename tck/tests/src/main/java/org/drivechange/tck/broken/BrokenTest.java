// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.broken;

import static org.assertj.core.api.Assertions.assertThat;

import org.drivechange.tck.Application;
import org.drivechange.tck.Assertion;
import org.drivechange.tck.TckTest;
import org.drivechange.tck.broken.Broken.Contradiction;
import org.drivechange.tck.broken.Broken.MissingValue;
import org.drivechange.tck.broken.Broken.NestedExpression;
import org.drivechange.tck.broken.Broken.NoEvent;
import org.drivechange.tck.broken.Broken.OnDefaultMethod;
import org.drivechange.tck.broken.Broken.OnDisposer;
import org.drivechange.tck.broken.Broken.OnType;
import org.drivechange.tck.broken.Broken.OneProvider;
import org.drivechange.tck.broken.Broken.OtherProvider;
import org.drivechange.tck.broken.Broken.Sound;
import org.drivechange.tck.broken.Broken.TwoEvents;
import org.drivechange.tck.broken.Broken.UnknownAccount;
import org.drivechange.tck.broken.Broken.UnknownTarget;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Tests deployments that must fail, and the facts named by their messages. */
@TckTest
@RunAsClient
class BrokenTest {

    @ArquillianResource
    Deployer deployer;

    private static Application broken(String name, Class<?>... beans) {
        return Application.named("tck-broken-" + name).with(beans);
    }

    @Deployment(name = "target", managed = false, testable = false)
    static WebArchive target() {
        return broken("target", UnknownTarget.class).war();
    }

    @Assertion(id = "broken-01")
    void an_unknown_target() {
        assertThat(Refusal.of(deployer, "target"))
                .contains("UnknownTarget", "changed", "/me/drive/items/4711")
                .contains("/me/drive/root", "/drives/{driveId}/root", "/drives/{driveId}/list")
                .contains("/groups/{groupId}/drive/root", "/sites/{siteId}/lists/{listId}/drive/root");
    }

    @Deployment(name = "no-event", managed = false, testable = false)
    static WebArchive noEvent() {
        return broken("no-event", NoEvent.class).war();
    }

    @Assertion(id = "broken-02")
    void a_method_without_an_event() {
        assertThat(Refusal.of(deployer, "no-event")).contains("NoEvent", "changed", "DriveEvent");
    }

    @Deployment(name = "two-events", managed = false, testable = false)
    static WebArchive twoEvents() {
        return broken("two-events", TwoEvents.class).war();
    }

    @Assertion(id = "broken-02")
    void a_method_with_two_events() {
        assertThat(Refusal.of(deployer, "two-events")).contains("TwoEvents", "changed", "DriveEvent");
    }

    @Deployment(name = "missing-value", managed = false, testable = false)
    static WebArchive missingValue() {
        return broken("missing-value", MissingValue.class).war();
    }

    @Assertion(id = "broken-03")
    void an_expression_without_a_value() {
        assertThat(Refusal.of(deployer, "missing-value")).contains("MissingValue", "changed", "tck.no.such.key");
    }

    @Deployment(name = "contradiction", managed = false, testable = false)
    static WebArchive contradiction() {
        return broken("contradiction", Contradiction.class).war();
    }

    @Assertion(id = "broken-04")
    void method_and_parameter_that_contradict_each_other() {
        assertThat(Refusal.of(deployer, "contradiction"))
                .contains("Contradiction", "changed", "/me/drive/root", "/drives/other/root");
    }

    @Deployment(name = "disposer", managed = false, testable = false)
    static WebArchive disposer() {
        return broken("disposer", OnDisposer.class).war();
    }

    @Assertion(id = "broken-05")
    void the_annotation_on_a_disposer() {
        assertThat(Refusal.of(deployer, "disposer")).contains("OnDisposer", "dispose", "@Disposes", "@DriveChange");
    }

    @Deployment(name = "type", managed = false, testable = false)
    static WebArchive type() {
        return broken("type", OnType.class).war();
    }

    @Assertion(id = "broken-06")
    void the_annotation_on_a_type() {
        assertThat(Refusal.of(deployer, "type")).contains("OnType", "@DriveChange");
    }

    @Deployment(name = "default-method", managed = false, testable = false)
    static WebArchive defaultMethod() {
        return broken("default-method", OnDefaultMethod.class, Broken.WithDefault.class)
                .war();
    }

    @Assertion(id = "broken-07")
    void the_annotation_on_a_default_method() {
        assertThat(Refusal.of(deployer, "default-method")).contains("WithDefault", "changed");
    }

    @Deployment(name = "no-token", managed = false, testable = false)
    static WebArchive noToken() {
        return broken("no-token", Sound.class).without("drivechange.token").war();
    }

    @Assertion(id = "broken-08")
    void a_missing_token() {
        assertThat(Refusal.of(deployer, "no-token")).contains("drivechange.token", "Sound", "changed");
    }

    @Deployment(name = "unknown-account", managed = false, testable = false)
    static WebArchive unknownAccount() {
        return broken("unknown-account", UnknownAccount.class).war();
    }

    @Assertion(id = "broken-08")
    void a_missing_token_of_another_account() {
        assertThat(Refusal.of(deployer, "unknown-account"))
                .contains("drivechange.account.nobody.token", "UnknownAccount", "changed");
    }

    @Deployment(name = "nested-expression", managed = false, testable = false)
    static WebArchive nestedExpression() {
        return broken("nested-expression", NestedExpression.class)
                .configured("tck.inner", "inner")
                .configured("tck.outer.inner", "/me/drive/root")
                .war();
    }

    @Assertion(id = "broken-11")
    void an_expression_within_an_expression() {
        assertThat(Refusal.of(deployer, "nested-expression"))
                .contains("NestedExpression", "changed", "${tck.outer.${tck.inner}}");
    }

    @Deployment(name = "two-providers", managed = false, testable = false)
    static WebArchive twoProviders() {
        return broken("two-providers", Sound.class, OneProvider.class, OtherProvider.class)
                .war();
    }

    @Assertion(id = "broken-09")
    void two_token_providers() {
        assertThat(Refusal.of(deployer, "two-providers")).contains("OneProvider", "OtherProvider");
    }

    @Deployment(name = "wrong-value", managed = false, testable = false)
    static WebArchive wrongValue() {
        return broken("wrong-value", Sound.class)
                .configured("drivechange.engine-io", "5")
                .configured("drivechange.connect-timeout", "soon")
                .configured("drivechange.graph.url", "http://graph.example.org/v1.0")
                .war();
    }

    @Assertion(id = {"broken-10", "configuration-11"})
    void wrong_values_each_with_its_key() {
        assertThat(Refusal.of(deployer, "wrong-value"))
                .contains("drivechange.engine-io", "drivechange.connect-timeout", "soon")
                .contains("drivechange.graph.url", "drivechange.allow-insecure")
                .doesNotContain(Application.TOKEN);
    }
}
