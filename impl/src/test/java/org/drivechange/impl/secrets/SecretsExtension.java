// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Searches whatever each test class has left to read for the credentials that it used: log records at the finest level,
 * exceptions, the names of threads, MBeans, and the events of the flight recorder.
 */
public final class SecretsExtension implements BeforeAllCallback, AfterAllCallback {

    private static final ExtensionContext.Namespace OURS = ExtensionContext.Namespace.create(SecretsExtension.class);

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        // a class within another is searched with that
        if (context.getParent().flatMap(ExtensionContext::getTestClass).isEmpty()) {
            context.getStore(OURS).put(context.getUniqueId(), new SecretScanner(context.getRequiredTestClass()));
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        SecretScanner search = context.getStore(OURS).remove(context.getUniqueId(), SecretScanner.class);
        if (search != null) {
            assertThat(search.end()).as("credentials that show").isEmpty();
        }
    }
}
