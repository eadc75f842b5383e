// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.drivechange.impl.socketio.NotificationUrl;
import org.drivechange.impl.socketio.NotificationUrl.Reading;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactedTest {

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
            """)
    void what_the_query_holds_is_hidden_wherever_the_server_repeats_it(String query, String text, String shown)
            throws Exception {
        NotificationUrl url = NotificationUrl.parse("https://h.svc.ms/n?" + query, Reading.NAMESPACE);
        assertThat(Redacted.secrets(text, url)).isEqualTo(shown);
    }
}
