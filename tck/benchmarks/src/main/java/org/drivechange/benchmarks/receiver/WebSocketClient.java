// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.receiver;

import java.io.File;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Jakarta WebSocket clients. A process has one of them on its class path, because {@code ServiceLoader} selects it. */
public enum WebSocketClient {
    TYRUS("tyrus-", "grizzly-"),
    TOMCAT("tomcat-"),
    UNDERTOW("undertow-");

    private final List<String> jars;

    WebSocketClient(String... jars) {
        this.jars = List.of(jars);
    }

    /** Returns the class path of this process without the other clients. */
    public String classPath() {
        List<String> others = Stream.of(values())
                .filter(client -> client != this)
                .flatMap(client -> client.jars.stream())
                .toList();
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(path -> others.stream().noneMatch(new File(path).getName()::startsWith))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
