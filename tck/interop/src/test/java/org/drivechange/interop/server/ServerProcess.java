// SPDX-License-Identifier: Apache-2.0
package org.drivechange.interop.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Process of {@code server.js}. */
public final class ServerProcess implements AutoCloseable {

    private static final int STOP_TIMEOUT_SECONDS = 5;

    private final Process process;
    private final int port;

    /**
     * Starts the server and waits until it listens.
     *
     * @param requestedPort the port, 0 for a random one
     */
    ServerProcess(List<String> arguments, int requestedPort) {
        List<String> all = new ArrayList<>(arguments);
        all.addAll(List.of("--port", String.valueOf(requestedPort)));
        try {
            process = Node.start(all);
            port = readPort(process.inputReader());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int readPort(BufferedReader output) throws IOException {
        String line = output.readLine();
        if (line == null) {
            throw new IOException("The server ended before it listened, see target/interop-node.log");
        }
        return new ObjectMapper().readTree(line).get("port").intValue();
    }

    public int port() {
        return port;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Ends the server and all its connections. */
    @Override
    public void close() {
        try {
            process.outputWriter().close();
            process.waitFor(STOP_TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
    }
}
