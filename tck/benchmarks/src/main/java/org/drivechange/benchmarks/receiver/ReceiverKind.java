// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.receiver;

import java.util.ArrayList;
import java.util.List;

/** Receivers to compare. */
public enum ReceiverKind {
    PLAIN("plain socket, counts frames", "plain", WebSocketClient.TYRUS),
    TYRUS("Tyrus (Grizzly), text handler that counts", "tyrus", WebSocketClient.TYRUS),
    TYRUS_DEFAULT("Tyrus (Grizzly), not shared, text handler", "tyrus-default", WebSocketClient.TYRUS),
    TYRUS_JDK("Tyrus, JDK connector, text handler", "tyrus-jdk", WebSocketClient.TYRUS),
    TOMCAT("Tomcat's client, text handler", "container", WebSocketClient.TOMCAT),
    UNDERTOW("Undertow's client (WildFly), text handler", "container", WebSocketClient.UNDERTOW),
    JDK("java.net.http WebSocket, counts", "jdk", WebSocketClient.TYRUS),
    NODE("socket.io-client (Node), counts", "node", null),
    IO_SOCKET("io.socket:socket.io-client, counts", "io.socket", WebSocketClient.TYRUS),
    DRIVECHANGE("DriveChange, Weld SE, Tyrus", "declared", WebSocketClient.TYRUS),
    DRIVECHANGE_TOMCAT("DriveChange, Weld SE, Tomcat's client", "declared", WebSocketClient.TOMCAT),
    DRIVECHANGE_UNDERTOW("DriveChange, Weld SE, Undertow's client", "declared", WebSocketClient.UNDERTOW),
    DRIVECHANGE_WATCHES("DriveChange, Weld SE, Tyrus, many targets", "watching", WebSocketClient.TYRUS);

    private final String title;
    private final String receiver;
    private final WebSocketClient client;

    ReceiverKind(String title, String receiver, WebSocketClient client) {
        this.title = title;
        this.receiver = receiver;
        this.client = client;
    }

    public String title() {
        return title;
    }

    /** Whether the receiver parses a distinct notification, but not a repeated one. */
    public boolean isDriveChange() {
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
