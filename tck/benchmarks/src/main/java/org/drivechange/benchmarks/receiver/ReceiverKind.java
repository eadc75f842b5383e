// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.receiver;

import java.util.ArrayList;
import java.util.List;

/** What is compared. */
public enum Kind {
    PLAIN("plain socket that only counts frames", "plain", Client.TYRUS),
    TYRUS("Tyrus (Grizzly), text handler that counts", "tyrus", Client.TYRUS),
    TYRUS_DEFAULT("Tyrus (Grizzly), not shared, text handler", "tyrus-default", Client.TYRUS),
    TYRUS_JDK("Tyrus, JDK connector, text handler", "tyrus-jdk", Client.TYRUS),
    TOMCAT("Tomcat's client, text handler", "container", Client.TOMCAT),
    UNDERTOW("Undertow's client (WildFly), text handler", "container", Client.UNDERTOW),
    JDK("java.net.http WebSocket, counts", "jdk", Client.TYRUS),
    NODE("socket.io-client (Node), counts", "node", null),
    IO_SOCKET("io.socket:socket.io-client, counts", "io.socket", Client.TYRUS),
    OURS("DriveChange, Weld SE, Tyrus", "declared", Client.TYRUS),
    OURS_TOMCAT("DriveChange, Weld SE, Tomcat's client", "declared", Client.TOMCAT),
    OURS_UNDERTOW("DriveChange, Weld SE, Undertow's client", "declared", Client.UNDERTOW),
    OURS_WATCHING("DriveChange, Weld SE, Tyrus, many targets", "watching", Client.TYRUS);

    private final String title;
    private final String receiver;
    private final Client client;

    Kind(String title, String receiver, Client client) {
        this.title = title;
        this.receiver = receiver;
        this.client = client;
    }

    public String title() {
        return title;
    }

    /** What takes a second look at a notification that is not as the last one. */
    public boolean ours() {
        return receiver.equals("declared");
    }

    List<String> command(int port, List<String> jvmArguments) {
        if (this == NODE) {
            return List.of("node", NodeReceiver.SCRIPT, String.valueOf(port));
        }
        List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java", "-Xmx2g"));
        command.addAll(jvmArguments);
        command.addAll(List.of(
                "-classpath", client.classPath(), ReceiverMain.class.getName(), receiver, String.valueOf(port)));
        return command;
    }
}
