// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.receiver;

import io.socket.client.IO;
import io.socket.client.Socket;
import io.socket.engineio.client.transports.WebSocket;
import java.net.URI;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;

/** Receiver with {@code io.socket:socket.io-client} and a counting handler. */
final class IoSocketReceiver implements Receiver {

    private final OkHttpClient http =
            new OkHttpClient.Builder().dispatcher(dispatcher()).build();

    /** Removes the limits of 64 connections in total and 5 per host. */
    private static Dispatcher dispatcher() {
        Dispatcher dispatcher = new Dispatcher();
        dispatcher.setMaxRequests(Integer.MAX_VALUE);
        dispatcher.setMaxRequestsPerHost(Integer.MAX_VALUE);
        return dispatcher;
    }

    @Override
    public void open(int port, int number, NotificationCounter counter) {
        URI uri = URI.create("http://127.0.0.1:" + port + "/notifications");
        for (int i = 0; i < number; i++) {
            IO.Options options = IO.Options.builder()
                    .setTransports(new String[] {WebSocket.NAME})
                    .setForceNew(true)
                    .build();
            options.callFactory = http;
            options.webSocketFactory = http;
            Socket socket = IO.socket(uri, options);
            socket.on("notification", arguments -> counter.count((String) arguments[0]));
            socket.connect();
        }
    }
}
