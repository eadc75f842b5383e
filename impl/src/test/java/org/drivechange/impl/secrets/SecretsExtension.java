// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails a test class whose credentials occur in a log, an exception, a thread, an MBean or a flight recorder event. */
public final class SecretsExtension implements BeforeAllCallback, AfterAllCallback {

    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(SecretsExtension.class);

    /** The tests' access tokens, the queries of the simulator's notificationUrls, and the header that carries the token. */
    private static final Pattern SECRET = Pattern.compile("secret-token|s3cr3t|top-secret|t0k3n|Bearer [\\w-]");

    /** Returns whether exceptions are searched: only where the whole path is tested, as recording them takes time. */
    static boolean scansExceptions(Class<?> test) {
        return test.getPackageName().contains(".impl.integration.");
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        // the search of an outer class includes its nested classes
        if (context.getParent().flatMap(ExtensionContext::getTestClass).isEmpty()) {
            context.getStore(NAMESPACE)
                    .put(
                            context.getUniqueId(),
                            new SecretScanner(SECRET, scansExceptions(context.getRequiredTestClass())));
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        SecretScanner search = context.getStore(NAMESPACE).remove(context.getUniqueId(), SecretScanner.class);
        if (search != null) {
            assertThat(search.end()).as("credentials").isEmpty();
        }
    }
}
