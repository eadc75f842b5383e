// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck.broken;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
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

    private static final Map<String, String> MESSAGES = new ConcurrentHashMap<>();

    @ArquillianResource
    Deployer deployer;

    private static Application broken(String name, Class<?>... beans) {
        return Application.named("tck-broken-" + name).with(beans);
    }

    /** Returns the messages of a failed deployment, which the tests of one deployment share. */
    private String messagesOf(String deployment) {
        return MESSAGES.computeIfAbsent(deployment, name -> DeploymentFailure.messagesOf(deployer, name));
    }

    /** Returns the lines about one of the invalid beans. */
    private String problemOf(Class<?> bean) {
        return messagesOf("invalid-beans")
                .lines()
                .filter(line -> line.contains(bean.getSimpleName()))
                .collect(Collectors.joining("\n"));
    }

    @Deployment(name = "invalid-beans", managed = false, testable = false)
    static WebArchive invalidBeans() {
        return broken(
                        "invalid-beans",
                        UnknownTarget.class,
                        NoEvent.class,
                        TwoEvents.class,
                        MissingValue.class,
                        NestedExpression.class,
                        Contradiction.class,
                        OnDisposer.class,
                        OnType.class,
                        OnDefaultMethod.class,
                        InvalidBeans.WithDefault.class)
                .configured("tck.inner", "inner")
                .configured("tck.outer.inner", "/me/drive/root")
                .war();
    }

    @Assertion(id = {"broken-01", "broken-12"})
    void deployment_fails_on_an_unknown_target() {
        assertThat(problemOf(UnknownTarget.class))
                .contains("ofUnknownTarget", "/me/drive/items/4711")
                .contains("/me/drive/root", "/drives/{driveId}/root", "/drives/{driveId}/list")
                .contains("/groups/{groupId}/drive/root", "/sites/{siteId}/lists/{listId}/drive/root");
    }

    @Assertion(id = {"broken-02", "broken-12"})
    void deployment_fails_on_a_method_without_an_event() {
        assertThat(problemOf(NoEvent.class)).contains("withoutEvent", "DriveEvent");
    }

    @Assertion(id = {"broken-02", "broken-12"})
    void deployment_fails_on_a_method_with_two_events() {
        assertThat(problemOf(TwoEvents.class)).contains("withTwoEvents", "DriveEvent");
    }

    @Assertion(id = {"broken-03", "broken-12"})
    void deployment_fails_on_an_expression_without_a_value() {
        assertThat(problemOf(MissingValue.class)).contains("withMissingValue", "tck.no.such.key");
    }

    @Assertion(id = {"broken-04", "broken-12"})
    void deployment_fails_on_contradictory_annotations() {
        assertThat(problemOf(Contradiction.class)).contains("contradictory", "/drives/one/root", "/drives/other/root");
    }

    @Assertion(id = {"broken-05", "broken-12"})
    void deployment_fails_on_an_annotated_disposer() {
        assertThat(problemOf(OnDisposer.class)).contains("dispose", "@Disposes", "@DriveChange");
    }

    @Assertion(id = {"broken-06", "broken-12"})
    void deployment_fails_on_an_annotated_type() {
        assertThat(problemOf(OnType.class)).contains("@DriveChange");
    }

    @Assertion(id = {"broken-07", "broken-12"})
    void deployment_fails_on_an_annotated_default_method() {
        assertThat(problemOf(InvalidBeans.WithDefault.class)).contains("declaredAsDefault");
    }

    @Assertion(id = {"broken-11", "broken-12"})
    void deployment_fails_on_a_nested_expression() {
        assertThat(problemOf(NestedExpression.class)).contains("withNestedExpression", "${tck.outer.${tck.inner}}");
    }

    @Deployment(name = "missing-tokens", managed = false, testable = false)
    static WebArchive missingTokens() {
        return broken("missing-tokens", Valid.class, UnknownAccount.class)
                .without("drivechange.token")
                .war();
    }

    @Assertion(id = "broken-08")
    void deployment_fails_on_a_missing_token() {
        assertThat(messagesOf("missing-tokens")).contains("drivechange.token", "Valid", "changed");
    }

    @Assertion(id = "broken-08")
    void deployment_fails_on_a_missing_token_of_another_account() {
        assertThat(messagesOf("missing-tokens"))
                .contains("drivechange.account.unknown.token", "UnknownAccount", "ofUnknownAccount");
    }

    @Deployment(name = "two-providers", managed = false, testable = false)
    static WebArchive twoProviders() {
        return broken("two-providers", Valid.class, OneProvider.class, OtherProvider.class)
                .war();
    }

    @Assertion(id = "broken-09")
    void deployment_fails_on_two_token_providers() {
        assertThat(messagesOf("two-providers")).contains("OneProvider", "OtherProvider");
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
        assertThat(messagesOf("wrong-value"))
                .contains("drivechange.engine-io", "drivechange.connect-timeout", "soon")
                .contains("drivechange.graph.url", "drivechange.allow-insecure")
                .doesNotContain(Application.TOKEN);
    }
}
