// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.micro;

/** Sample frames of a server. */
public final class SampleFrames {

    public static final String HANDSHAKE = "0{\"sid\":\"CfnhtJEGVQKxbtq4AAAA\",\"upgrades\":[],\"pingInterval\":25000,"
            + "\"pingTimeout\":20000,\"maxPayload\":1000000}";

    public static final String WELCOME = "40/notifications,{\"sid\":\"vI16-HBsncPJ75xoAAAA\"}";

    public static final String PING = "2";

    /** JSON text of the event's argument. */
    static final String CHANGE = "{\"value\":[{\"subscriptionId\":\"5554a2f6-1959-4b95-96f4-369b49212df9\","
            + "\"clientState\":\"system-managed:8082D436-D8DA-458D-96AD-34C902B73F37\","
            + "\"expirationDateTime\":\"2026-05-11T21:52:27.5200000Z\","
            + "\"resource\":\"b8a61df7-e8b3-4e48-9cc2-73425b82160e\","
            + "\"tenantId\":\"9188040d-6c67-4c5b-b112-36a304b66dad\","
            + "\"siteUrl\":\"/personal/5a0b9e159b3310ad\","
            + "\"webId\":\"be8f18aa-284c-4452-8e7d-3db9e0e4babd\"}]}";

    /** Socket.IO event: a name, and the JSON text as a string. */
    static final String EVENT = "[\"notification\",\"" + CHANGE.replace("\"", "\\\"") + "\"]";

    public static final String NOTIFICATION = "42/notifications," + EVENT;

    private SampleFrames() {}
}
