// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SecretScannerTest {

    /** Not a credential to the extension, which scans this test, too. */
    private static final String CREDENTIAL = "planted-credential";

    private final SecretScanner scanner;

    SecretScannerTest() throws Exception {
        scanner = new SecretScanner(Pattern.compile(CREDENTIAL), true);
    }

    @Test
    void scanner_finds_a_credential_in_an_exception() throws Exception {
        Planted.throwAndCatch(CREDENTIAL);
        assertThat(scanner.end()).singleElement().asString().contains("JavaExceptionThrow", CREDENTIAL);
    }

    @Test
    void scanner_finds_a_credential_in_a_log_record() throws Exception {
        Logger.getLogger("org.drivechange.impl").log(Level.FINE, CREDENTIAL);
        assertThat(scanner.end()).singleElement().asString().contains("log", CREDENTIAL);
    }

    @Test
    void scanner_ignores_exceptions_of_tests() throws Exception {
        try {
            throw new IllegalStateException(CREDENTIAL);
        } catch (IllegalStateException ignored) {
            assertThat(scanner.end()).isEmpty();
        }
    }

    @Test
    void extension_scans_exceptions_of_integration_tests() throws Exception {
        scanner.end();
        Class<?> integrationTest = Class.forName("org.drivechange.impl.integration.session.StopTest");
        assertThat(SecretsExtension.scansExceptions(integrationTest)).isTrue();
        assertThat(SecretsExtension.scansExceptions(SecretScannerTest.class)).isFalse();
    }
}
