// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.broken;

import static org.assertj.core.api.Assertions.assertThat;

import org.drivechange.tck.Application;
import org.drivechange.tck.Assertion;
import org.drivechange.tck.TckTest;
import org.drivechange.tck.broken.InvalidBeans.Contradiction;
import org.drivechange.tck.broken.InvalidBeans.MissingValue;
import org.drivechange.tck.broken.InvalidBeans.NestedExpression;
import org.drivechange.tck.broken.InvalidBeans.NoEvent;
import org.drivechange.tck.broken.InvalidBeans.OnDefaultMethod;
import org.drivechange.tck.broken.InvalidBeans.OnDisposer;
import org.drivechange.tck.broken.InvalidBeans.OnType;
import org.drivechange.tck.broken.InvalidBeans.OneProvider;
import org.drivechange.tck.broken.InvalidBeans.OtherProvider;
import org.drivechange.tck.broken.InvalidBeans.TwoEvents;
import org.drivechange.tck.broken.InvalidBeans.UnknownAccount;
import org.drivechange.tck.broken.InvalidBeans.UnknownTarget;
import org.drivechange.tck.broken.InvalidBeans.Valid;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Tests the messages of deployments that must fail. */
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
    void deployment_fails_on_an_unknown_target() {
        assertThat(DeploymentFailure.messagesOf(deployer, "target"))
                .contains("UnknownTarget", "changed", "/me/drive/items/4711")
                .contains("/me/drive/root", "/drives/{driveId}/root", "/drives/{driveId}/list")
                .contains("/groups/{groupId}/drive/root", "/sites/{siteId}/lists/{listId}/drive/root");
    }

    @Deployment(name = "no-event", managed = false, testable = false)
    static WebArchive noEvent() {
        return broken("no-event", NoEvent.class).war();
    }

    @Assertion(id = "broken-02")
    void deployment_fails_on_a_method_without_an_event() {
        assertThat(DeploymentFailure.messagesOf(deployer, "no-event")).contains("NoEvent", "changed", "DriveEvent");
    }

    @Deployment(name = "two-events", managed = false, testable = false)
    static WebArchive twoEvents() {
        return broken("two-events", TwoEvents.class).war();
    }

    @Assertion(id = "broken-02")
    void deployment_fails_on_a_method_with_two_events() {
        assertThat(DeploymentFailure.messagesOf(deployer, "two-events")).contains("TwoEvents", "changed", "DriveEvent");
    }

    @Deployment(name = "missing-value", managed = false, testable = false)
    static WebArchive missingValue() {
        return broken("missing-value", MissingValue.class).war();
    }

    @Assertion(id = "broken-03")
    void deployment_fails_on_an_expression_without_a_value() {
        assertThat(DeploymentFailure.messagesOf(deployer, "missing-value"))
                .contains("MissingValue", "changed", "tck.no.such.key");
    }

    @Deployment(name = "contradiction", managed = false, testable = false)
    static WebArchive contradiction() {
        return broken("contradiction", Contradiction.class).war();
    }

    @Assertion(id = "broken-04")
    void deployment_fails_on_contradictory_annotations() {
        assertThat(DeploymentFailure.messagesOf(deployer, "contradiction"))
                .contains("Contradiction", "changed", "/me/drive/root", "/drives/other/root");
    }

    @Deployment(name = "disposer", managed = false, testable = false)
    static WebArchive disposer() {
        return broken("disposer", OnDisposer.class).war();
    }

    @Assertion(id = "broken-05")
    void deployment_fails_on_an_annotated_disposer() {
        assertThat(DeploymentFailure.messagesOf(deployer, "disposer"))
                .contains("OnDisposer", "dispose", "@Disposes", "@DriveChange");
    }

    @Deployment(name = "type", managed = false, testable = false)
    static WebArchive type() {
        return broken("type", OnType.class).war();
    }

    @Assertion(id = "broken-06")
    void deployment_fails_on_an_annotated_type() {
        assertThat(DeploymentFailure.messagesOf(deployer, "type")).contains("OnType", "@DriveChange");
    }

    @Deployment(name = "default-method", managed = false, testable = false)
    static WebArchive defaultMethod() {
        return broken("default-method", OnDefaultMethod.class, InvalidBeans.WithDefault.class)
                .war();
    }

    @Assertion(id = "broken-07")
    void deployment_fails_on_an_annotated_default_method() {
        assertThat(DeploymentFailure.messagesOf(deployer, "default-method")).contains("WithDefault", "changed");
    }

    @Deployment(name = "no-token", managed = false, testable = false)
    static WebArchive noToken() {
        return broken("no-token", Valid.class).without("drivechange.token").war();
    }

    @Assertion(id = "broken-08")
    void deployment_fails_on_a_missing_token() {
        assertThat(DeploymentFailure.messagesOf(deployer, "no-token"))
                .contains("drivechange.token", "Valid", "changed");
    }

    @Deployment(name = "unknown-account", managed = false, testable = false)
    static WebArchive unknownAccount() {
        return broken("unknown-account", UnknownAccount.class).war();
    }

    @Assertion(id = "broken-08")
    void deployment_fails_on_a_missing_token_of_another_account() {
        assertThat(DeploymentFailure.messagesOf(deployer, "unknown-account"))
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
    void deployment_fails_on_a_nested_expression() {
        assertThat(DeploymentFailure.messagesOf(deployer, "nested-expression"))
                .contains("NestedExpression", "changed", "${tck.outer.${tck.inner}}");
    }

    @Deployment(name = "two-providers", managed = false, testable = false)
    static WebArchive twoProviders() {
        return broken("two-providers", Valid.class, OneProvider.class, OtherProvider.class)
                .war();
    }

    @Assertion(id = "broken-09")
    void deployment_fails_on_two_token_providers() {
        assertThat(DeploymentFailure.messagesOf(deployer, "two-providers")).contains("OneProvider", "OtherProvider");
    }

    @Deployment(name = "wrong-value", managed = false, testable = false)
    static WebArchive wrongValue() {
        return broken("wrong-value", Valid.class)
                .configured("drivechange.engine-io", "5")
                .configured("drivechange.connect-timeout", "soon")
                .configured("drivechange.graph.url", "http://graph.example.org/v1.0")
                .war();
    }

    @Assertion(id = {"broken-10", "configuration-11"})
    void deployment_fails_on_invalid_values_and_names_each_key() {
        assertThat(DeploymentFailure.messagesOf(deployer, "wrong-value"))
                .contains("drivechange.engine-io", "drivechange.connect-timeout", "soon")
                .contains("drivechange.graph.url", "drivechange.allow-insecure")
                .doesNotContain(Application.TOKEN);
    }
}
