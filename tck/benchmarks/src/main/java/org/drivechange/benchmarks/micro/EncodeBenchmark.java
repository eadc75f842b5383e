// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.micro;

import io.socket.parser.IOParser;
import io.socket.parser.Packet;
import io.socket.parser.Parser;
import org.drivechange.impl.engineio.EngineCodec;
import org.drivechange.impl.socketio.SocketCodec;
import org.json.JSONArray;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Encodes the responses of a client to the text of their frames. */
@State(Scope.Thread)
public class EncodeBenchmark {

    private final IOParser.Encoder encoder = new IOParser.Encoder();
    private String namespace = "/notifications";
    private String pingData = "";
    private int ackId = 17;
    private Object encoded;

    /** Checks that both encoders return the same text. */
    @Setup
    public void check() {
        if (!pong().equals(ioSocketPong()) || !ack().equals(ioSocketAck())) {
            throw new IllegalStateException(ioSocketPong() + " and " + ioSocketAck());
        }
    }

    @Benchmark
    public String pong() {
        return EngineCodec.pong(pingData);
    }

    @Benchmark
    public Object ioSocketPong() {
        return frame(new io.socket.engineio.parser.Packet<>(io.socket.engineio.parser.Packet.PONG));
    }

    @Benchmark
    public String ack() {
        return EngineCodec.message(SocketCodec.ack(namespace, ackId));
    }

    @Benchmark
    public Object ioSocketAck() {
        Packet<JSONArray> ack = new Packet<>(Parser.ACK, new JSONArray());
        ack.nsp = namespace;
        ack.id = ackId;
        encoder.encode(ack, packets -> encoded = packets[0]);
        return frame(new io.socket.engineio.parser.Packet<>(io.socket.engineio.parser.Packet.MESSAGE, encoded));
    }

    private Object frame(io.socket.engineio.parser.Packet<?> packet) {
        io.socket.engineio.parser.Parser.encodePacket(packet, text -> encoded = text);
        return encoded;
    }
}
