// SPDX-License-Identifier: Apache-2.0
package org.drivechange.benchmarks.items;

import com.sun.tools.attach.AttachNotSupportedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Controls a reader in its own process, and measures it from outside. */
final class ReaderProcess implements AutoCloseable {

    private static final long COLLECTION_INTERVAL_NANOS = 100_000_000;

    private final Process process;
    private final PrintStream to;
    private final BufferedReader from;
    private final RemoteJvm jvm;

    private ReaderProcess(Process process) throws IOException, AttachNotSupportedException {
        this.process = process;
        this.to = new PrintStream(process.getOutputStream(), true, StandardCharsets.US_ASCII);
        this.from = process.inputReader(StandardCharsets.US_ASCII);
        // a JVM that starts refuses to be attached
        from.readLine();
        this.jvm = RemoteJvm.attach(process.pid());
    }

    /**
     * Starts a reader.
     *
     * @param program name of the class of the reader
     */
    static ReaderProcess start(String classPath, String program, List<String> arguments)
            throws IOException, AttachNotSupportedException {
        List<String> command = new ArrayList<>(
                List.of(System.getProperty("java.home") + "/bin/java", "-Xmx512m", "-classpath", classPath, program));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        boolean attached = false;
        try {
            ReaderProcess reader = new ReaderProcess(process);
            attached = true;
            return reader;
        } finally {
            if (!attached) {
                process.destroyForcibly();
            }
        }
    }

    /** Reads a drive. */
    Reading read(ItemDrive drive) throws IOException {
        RemoteJvm.Usage before = jvm.usage();
        long start = System.nanoTime();
        begin(drive);
        end(drive);
        long nanos = System.nanoTime() - start;
        return new Reading(drive.items(), nanos, jvm.usage().since(before));
    }

    /** Reads a drive with collections of the heap meanwhile. Returns the largest number of bytes in use after one of them. */
    long heapWhileReading(ItemDrive drive) throws IOException {
        begin(drive);
        long largest = 0;
        while (!from.ready()) {
            largest = Math.max(largest, jvm.collectedHeap());
            LockSupport.parkNanos(COLLECTION_INTERVAL_NANOS);
        }
        end(drive);
        return largest;
    }

    private void begin(ItemDrive drive) {
        to.println(drive.id());
    }

    private void end(ItemDrive drive) throws IOException {
        String items = from.readLine();
        if (!String.valueOf(drive.items()).equals(items)) {
            throw new IllegalStateException("expected " + drive.items() + " items but found " + items);
        }
    }

    /** Terminates the process immediately. */
    @Override
    public void close() throws IOException {
        jvm.close();
        process.destroyForcibly();
        try {
            process.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
