// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.receiver;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Controls a receiver in its own process. */
public final class ReceiverProcess implements AutoCloseable {

    /** Current resource usage of the process; CPU in nanoseconds, heap in bytes. */
    public record Usage(long heap, int threads, long cpu, long waits) {}

    /** Activity of the process since its start; CPU in nanoseconds. */
    public record Activity(long cpu, long waits) {}

    private final Process process;
    private final PrintStream to;
    private final BufferedReader from;

    private ReceiverProcess(Process process) {
        this.process = process;
        this.to = new PrintStream(process.getOutputStream(), true, StandardCharsets.US_ASCII);
        this.from = process.inputReader(StandardCharsets.US_ASCII);
    }

    /**
     * Starts a receiver without sessions.
     *
     * @param module this module's directory
     * @param port the server's port
     */
    public static ReceiverProcess start(ReceiverKind kind, Path module, int port, String... jvmArguments)
            throws IOException, InterruptedException {
        File directory = kind == ReceiverKind.NODE ? NodeReceiver.install(module) : module.toFile();
        return new ReceiverProcess(new ProcessBuilder(kind.command(port, List.of(jvmArguments)))
                .directory(directory)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** Starts {@link ReceiverKind#DRIVECHANGE} with this number of observers of its target. */
    public static ReceiverProcess observing(int observers, Path module, int port)
            throws IOException, InterruptedException {
        return start(
                ReceiverKind.DRIVECHANGE,
                module,
                port,
                "-D" + DriveChangeReceiver.ADDITIONAL_OBSERVERS + "=" + (observers - 1));
    }

    /** Opens additional sessions; they may join later. */
    public void open(int number) throws IOException {
        request("open " + number);
    }

    /** Waits until this number of notifications was received since the start. */
    public void await(long number) throws IOException {
        request("await " + number);
    }

    /** Starts to record latencies. */
    public void startRecording() throws IOException {
        request("time");
    }

    /** Stops recording and returns the recorded latencies in nanoseconds. */
    public long[] stopRecording() throws IOException {
        return Arrays.stream(request("timed").split(" "))
                .mapToLong(Long::parseLong)
                .toArray();
    }

    public Usage footprint() throws IOException {
        String[] words = request("footprint").split(" ");
        return new Usage(
                Long.parseLong(words[0]),
                Integer.parseInt(words[1]),
                Long.parseLong(words[2]),
                Long.parseLong(words[3]));
    }

    public Activity activity() throws IOException {
        String[] words = request("activity").split(" ");
        return new Activity(Long.parseLong(words[0]), Long.parseLong(words[1]));
    }

    private String request(String question) throws IOException {
        to.println(question);
        String answer = from.readLine();
        if (answer == null) {
            throw new IOException("the receiver ended during the command " + question);
        }
        return answer;
    }

    /** Terminates the process immediately. */
    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
