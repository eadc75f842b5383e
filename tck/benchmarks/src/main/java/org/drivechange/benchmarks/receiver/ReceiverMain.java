// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.receiver;

import jakarta.websocket.ContainerProvider;
import jakarta.websocket.WebSocketContainer;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.glassfish.tyrus.client.ClientManager;
import org.glassfish.tyrus.client.ClientProperties;
import org.glassfish.tyrus.container.jdk.client.JdkClientContainer;

/**
 * Program of a receiver. Executes commands from its standard input, one per line, and prints one line for each, until the
 * input ends.
 *
 * <pre>
 *   open n          opens n additional sessions
 *   await n         waits until n notifications were received since the start
 *   time            records latencies from now on
 *   timed           prints the latencies (ns)
 *   footprint       prints heap (bytes), threads, CPU (ns), waits
 *   activity        CPU (ns), waits
 * </pre>
 */
public final class ReceiverMain {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final Receiver receiver;
    private final int port;
    private final NotificationCounter counter = new NotificationCounter();

    private ReceiverMain(Receiver receiver, int port) {
        this.receiver = receiver;
        this.port = port;
    }

    /**
     * Runs a receiver.
     *
     * @param arguments the receiver's name and the server's port on this machine
     */
    public static void main(String[] arguments) throws Exception {
        Logger.getLogger("").setLevel(Level.SEVERE);
        ReceiverMain process = new ReceiverMain(receiver(arguments[0]), Integer.parseInt(arguments[1]));
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            System.out.println(process.answer(line.split(" ")));
        }
        System.exit(0);
    }

    private static Receiver receiver(String name) {
        return switch (name) {
            case "plain" -> new PlainSocketReceiver();
            case "tyrus" -> new JakartaReceiver(shared(ClientManager.createClient()));
            case "tyrus-default" -> new JakartaReceiver(ClientManager::createClient);
            case "tyrus-jdk" ->
                new JakartaReceiver(shared(ClientManager.createClient(JdkClientContainer.class.getName())));
            case "container" -> new JakartaReceiver(ContainerProvider::getWebSocketContainer);
            case "jdk" -> new JdkReceiver();
            case "io.socket" -> new IoSocketReceiver();
            case "declared" -> DriveChangeReceiver.declared();
            case "watching" -> DriveChangeReceiver.watching();
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static Supplier<WebSocketContainer> shared(ClientManager client) {
        client.getProperties().put(ClientProperties.SHARED_CONTAINER, true);
        return () -> client;
    }

    private String answer(String... words) throws Exception {
        return switch (words[0]) {
            case "open" -> open(Integer.parseInt(words[1]));
            case "await" -> await(Long.parseLong(words[1]));
            case "time" -> time();
            case "timed" ->
                LongStream.of(counter.stopRecording()).mapToObj(String::valueOf).collect(Collectors.joining(" "));
            case "footprint" -> ResourceUsage.heap() + " " + ResourceUsage.threads() + " " + activity();
            case "activity" -> activity();
            default -> throw new IllegalArgumentException(Arrays.toString(words));
        };
    }

    private String open(int number) throws Exception {
        receiver.open(port, number, counter);
        return "opened";
    }

    private String await(long number) {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (counter.received() < number) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(counter.received() + " of " + number + " received after " + TIMEOUT);
            }
            LockSupport.parkNanos(200_000);
        }
        return "received";
    }

    private String time() {
        counter.startRecording();
        return "timing";
    }

    private static String activity() {
        return ResourceUsage.cpu() + " " + ResourceUsage.waits();
    }
}
