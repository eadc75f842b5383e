// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.receiver;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Receiver that counts frames by their headers on a plain socket: the upper bound of the machine. */
final class PlainSocketReceiver implements Receiver {

    private static final int BUFFER = 1 << 18;

    @Override
    public void open(int port, int number, NotificationCounter counter) throws IOException {
        for (int i = 0; i < number; i++) {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            upgrade(socket);
            Thread reader = new Thread(() -> read(socket, counter), "reader");
            reader.setDaemon(true);
            reader.start();
        }
    }

    private static void upgrade(Socket socket) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(("GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
                        + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        InputStream in = socket.getInputStream();
        for (int newlines = 0; newlines < 4; ) {
            int next = in.read();
            newlines = next == '\r' || next == '\n' ? newlines + 1 : 0;
        }
        byte[] connect = "40/notifications,".getBytes(StandardCharsets.US_ASCII);
        // a mask of zeros leaves the payload unchanged
        out.write(new byte[] {(byte) 0x81, (byte) (0x80 | connect.length), 0, 0, 0, 0});
        out.write(connect);
    }

    private static void read(Socket socket, NotificationCounter counter) {
        try (DataInputStream in =
                new DataInputStream(new java.io.BufferedInputStream(socket.getInputStream(), BUFFER))) {
            while (true) {
                in.readByte();
                long length = in.readByte();
                if (length == 126) {
                    length = in.readUnsignedShort();
                } else if (length == 127) {
                    length = in.readLong();
                }
                in.skipNBytes(length);
                // handshake and ping frames are shorter
                if (length > 120) {
                    counter.count(1);
                }
            }
        } catch (IOException e) {
            // the process ends
        }
    }
}
