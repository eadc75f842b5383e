// SPDX-License-Identifier: Apache-2.0
package org.drivechange.impl.secrets;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;
import jdk.jfr.ValueDescriptor;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;
import org.drivechange.impl.diagnostics.ProtocolException;

/** Searches logs, exceptions, threads, MBeans and flight recorder events for credentials, from its creation to {@link #end}. */
final class SecretScanner {

    private static final String PARSER_EXCEPTION = ProtocolException.class.getName();
    private static final String THROWN = "jdk.JavaExceptionThrow";

    private final Pattern secret;
    private final Queue<String> found = new ConcurrentLinkedQueue<>();
    private final Logger logger = Logger.getLogger("org.drivechange");
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            scan("the log", text(line));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };
    private final Recording recording;

    /**
     * Starts a search.
     *
     * @param secret matches each credential
     * @param exceptions whether exceptions are searched, which slows the JVM down
     */
    SecretScanner(Pattern secret, boolean exceptions) throws IOException, ParseException {
        this.secret = secret;
        logger.addHandler(handler);
        recording = new Recording(Configuration.getConfiguration("default"));
        if (exceptions) {
            recording.enable(THROWN).withStackTrace();
        }
        // it contains the command lines of other programs
        recording.disable("jdk.SystemProcess");
        recording.start();
    }

    /** Ends the search. Returns the texts that contain a credential, with their places. */
    List<String> end() throws IOException, JMException {
        logger.removeHandler(handler);
        Thread.getAllStackTraces().keySet().forEach(thread -> scan("a thread's name", thread.getName()));
        scanBeans(ManagementFactory.getPlatformMBeanServer());
        scanRecording();
        return found.stream().distinct().limit(20).toList();
    }

    private void scan(String place, String text) {
        if (text != null && secret.matcher(text).find()) {
            found.add(place + ": " + text);
        }
    }

    private static String text(LogRecord line) {
        StringWriter text = new StringWriter();
        text.append(line.getMessage());
        if (line.getThrown() != null) {
            line.getThrown().printStackTrace(new PrintWriter(text));
        }
        return text.toString();
    }

    private void scanBeans(MBeanServer server) throws JMException {
        for (ObjectName name : server.queryNames(null, null)) {
            scan("an MBean's name", name.toString());
            for (MBeanAttributeInfo attribute : server.getMBeanInfo(name).getAttributes()) {
                scan("MBean " + name + "." + attribute.getName(), value(server, name, attribute));
            }
        }
    }

    private static String value(MBeanServer server, ObjectName name, MBeanAttributeInfo attribute) {
        try {
            return Objects.toString(server.getAttribute(name, attribute.getName()));
        } catch (JMException | RuntimeException unsupported) {
            // not every JVM has every attribute
            return "";
        }
    }

    private void scanRecording() throws IOException {
        Path file = Files.createTempFile("secrets", ".jfr");
        try (recording) {
            recording.stop();
            recording.dump(file);
            try (RecordingFile events = new RecordingFile(file)) {
                while (events.hasMoreEvents()) {
                    scan(events.readEvent());
                }
            }
        } finally {
            Files.delete(file);
        }
    }

    private void scan(RecordedEvent event) {
        if (event.getEventType().getName().equals(THROWN) && !isThrownByDriveChange(event)) {
            return;
        }
        for (ValueDescriptor field : event.getFields()) {
            Object value = event.getValue(field.getName());
            if (value instanceof String text) {
                scan("flight recorder, " + event.getEventType().getName() + " at " + place(event), text);
            } else if (value instanceof RecordedThread thread) {
                scan("flight recorder, a thread", thread.getJavaName());
            }
        }
    }

    /**
     * Returns whether DriveChange threw the exception. Exceptions of its parsers do not count, as their messages are redacted
     * before they are logged; exceptions of tests neither, as tests throw credentials on purpose.
     */
    private static boolean isThrownByDriveChange(RecordedEvent event) {
        String thrown = event.getClass("thrownClass").getName();
        return !thrown.equals(PARSER_EXCEPTION)
                && event.getStackTrace().getFrames().stream()
                        .filter(frame -> !frame.getMethod().getName().equals("<init>"))
                        .map(frame -> frame.getMethod().getType().getName())
                        .findFirst()
                        .filter(type -> type.startsWith("org.drivechange.impl.") && !type.contains("Test"))
                        .isPresent();
    }

    private static String place(RecordedEvent event) {
        return event.getStackTrace() == null
                ? "an unknown place"
                : event.getStackTrace().getFrames().stream()
                        .limit(4)
                        .map(frame -> frame.getMethod().getType().getName() + "#"
                                + frame.getMethod().getName())
                        .toList()
                        .toString();
    }
}
