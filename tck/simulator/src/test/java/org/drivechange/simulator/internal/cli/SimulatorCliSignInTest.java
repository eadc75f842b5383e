// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.drivechange.simulator.client.SimulatorHttpClient.send;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drivechange.simulator.GraphSimulator;
import org.drivechange.simulator.client.ChildJvm;
import org.drivechange.simulator.client.SignInApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests the program with {@code --sign-in} and an application configured by its output. */
@Timeout(60)
class SimulatorCliSignInTest {

    private static final Pattern KEYS = Pattern.compile("""
            (?s).*
              drivechange.graph.url=(?<graph>\\S+)
              drivechange.oauth.authority=(?<authority>\\S+)
              drivechange.oauth.client-id=any
            and its JVM with
              (?<options>.+?)

            Enter the code shown by the application at
              (?<page>\\S+)
            or sign in with the sample, which stores the tokens for the application:
              java (?<sample>.+?)
            .*""");

    @TempDir
    Path directory;

    @Test
    void application_configured_by_the_output_signs_in_and_subscribes() throws Exception {
        Process program = ChildJvm.run(
                GraphSimulator.class,
                List.of(),
                "--sign-in",
                "--token-lifetime",
                "PT60S",
                "--trust-directory",
                directory.toString());
        try (BufferedReader lines = program.inputReader()) {
            Matcher keys = KEYS.matcher(ChildJvm.textUntil(lines, "/control\n"));
            assertThat(keys.matches()).isTrue();
            assertThat(keys.group("page")).isEqualTo(keys.group("authority").replace("/common", "/device"));
            assertThat(keys.group("options"))
                    .contains(directory.resolve("trust.p12").toString());
            assertThat(keys.group("sample"))
                    .isEqualTo(keys.group("options") + " -jar samples/sign-in/target/drivechange-sign-in.jar"
                            + " --client-id any --authority " + keys.group("authority"));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("keys.p12"))))
                    .isEqualTo("rw-------");
            assertThat(signIn(keys)).isEqualTo("60 200");
        } finally {
            program.destroy();
        }
    }

    private static String signIn(Matcher keys) throws IOException {
        Process application = ChildJvm.run(
                SignInApplication.class,
                List.of(keys.group("options").split(" ")),
                keys.group("authority"),
                keys.group("graph"));
        try (BufferedReader lines = application.inputReader()) {
            String userCode = lines.readLine();
            approve(keys.group("graph").replace("/v1.0", "/control"), userCode);
            application.getOutputStream().write('\n');
            application.getOutputStream().flush();
            return lines.readLine();
        } finally {
            application.destroy();
        }
    }

    private static void approve(String control, String userCode) {
        HttpRequest approve = HttpRequest.newBuilder(URI.create(control + "/sign-in/approve"))
                .POST(BodyPublishers.ofString("{\"userCode\":\"" + userCode + "\"}"))
                .build();
        assertThat(send(approve).statusCode()).isEqualTo(200);
    }
}
