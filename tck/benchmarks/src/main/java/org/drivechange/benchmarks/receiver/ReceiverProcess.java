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

/** A receiver in a process of its own, seen from outside. */
public final class ReceiverProcess implements AutoCloseable {

    /** What the process takes at one moment; CPU in nanoseconds, heap in bytes. */
    public record Taken(long heap, int threads, long cpu, long waits) {}

    /** What the process has done so far; CPU in nanoseconds. */
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
     * Starts a receiver that has no session yet.
     *
     * @param module this module's directory
     * @param port the server's
     */
    public static ReceiverProcess start(Kind kind, Path module, int port, String... jvmArguments)
            throws IOException, InterruptedException {
        File directory = kind == Kind.NODE ? NodeReceiver.install(module) : module.toFile();
        return new ReceiverProcess(new ProcessBuilder(kind.command(port, List.of(jvmArguments)))
                .directory(directory)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** Starts {@link Kind#OURS} with so many observers of its target. */
    public static ReceiverProcess observing(int observers, Path module, int port)
            throws IOException, InterruptedException {
        return start(Kind.OURS, module, port, "-D" + Ours.MORE_OBSERVERS + "=" + (observers - 1));
    }

    /** Opens more sessions; they may join later. */
    public void open(int number) throws IOException {
        ask("open " + number);
    }

    /** Returns when so many notifications have come since the start. */
    public void await(long number) throws IOException {
        ask("await " + number);
    }

    /** Has latencies recorded from now on. */
    public void time() throws IOException {
        ask("time");
    }

    /** Ends it, and returns the latencies that were recorded, in nanoseconds. */
    public long[] timed() throws IOException {
        return Arrays.stream(ask("timed").split(" ")).mapToLong(Long::parseLong).toArray();
    }

    public Taken footprint() throws IOException {
        String[] words = ask("footprint").split(" ");
        return new Taken(
                Long.parseLong(words[0]),
                Integer.parseInt(words[1]),
                Long.parseLong(words[2]),
                Long.parseLong(words[3]));
    }

    public Activity activity() throws IOException {
        String[] words = ask("activity").split(" ");
        return new Activity(Long.parseLong(words[0]), Long.parseLong(words[1]));
    }

    private String ask(String question) throws IOException {
        to.println(question);
        String answer = from.readLine();
        if (answer == null) {
            throw new IOException("the receiver ended when it was asked to " + question);
        }
        return answer;
    }

    /** Whatever it still does is of no interest. */
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
