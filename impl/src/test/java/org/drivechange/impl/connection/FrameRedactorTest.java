// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.drivechange.impl.socketio.NotificationUrl;
import org.drivechange.impl.socketio.NotificationUrl.Reading;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameRedactorTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            token=w1-5554a2f6&applicationId=b8a61df7 | bad w1-5554a2f6 of b8a61df7     | bad [redacted] of [redacted]
            snthgk=1ff3-2345672zz                    | {"snthgk":"1ff3-2345672zz"}     | {"snthgk":"[redacted]"}
            5554a2f6                                 | 5554a2f6                        | [redacted]
            a=b=5554a2f6                             | b=5554a2f6                      | [redacted]
            a=5554&b=5554a2f6                        | 5554a2f6 5554                   | [redacted] [redacted]
            token=a%2Bb%2Fc%3D                       | a+b/c= is a%2Bb%2Fc%3D          | [redacted] is [redacted]
            token=ab%25zz                            | ab%25zz                         | [redacted]
            v=1&x=&token=5554a2f6                    | 1 of 1                          | 1 of 1
            token=w1-5554a2f6-1959-4b95              | found "w1-5554a2f6-19…"         | found "[redacted]…"
            token=w1-5554a2f6-1959-4b95              | found "x… and w1-55…"           | found "x… and [redacted]…"
            """)
    void redactor_hides_query_values_repeated_by_server(String query, String text, String shown) throws Exception {
        NotificationUrl url = NotificationUrl.parse("https://h.svc.ms/n?" + query, Reading.NAMESPACE);
        assertThat(FrameRedactor.secrets(text, url)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            2                                             | 2
            3                                             | 3
            2probe                                        | 2… 6 characters
            0{"sid":"3ng1n3"}                             | 0… 17 characters
            40/notifications?token=5554a2f6,              | 40… 32 characters
            40                                            | 40
            42/notifications,17["notification","{}"]      | 42… 40 characters
            42/5554a2f6,["x"]                             | 42… 17 characters
            451-/notifications,["x",{"_placeholder":1}]   | 451-… 43 characters
            5554a2f6                                      | 55… 8 characters
            token=5554a2f6                                | … 14 characters
            """)
    void redactor_shows_head_but_not_content_of_frame(String frame, String shown) {
        assertThat(FrameRedactor.frame(frame)).isEqualTo(shown);
    }
}
