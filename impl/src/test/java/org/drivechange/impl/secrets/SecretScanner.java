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

/** Listens from its making to its end. */
final class SecretScanner {

    /**
     * The tests' access tokens, the queries of the simulator's notificationUrls, and the header that carries the token. Every
     * credential of a test says in itself that it is one.
     */
    private static final Pattern SECRET = Pattern.compile("secret-token|s3cr3t|top-secret|t0k3n|Bearer [\\w-]");

    private static final Pattern PARSERS = Pattern.compile("[.](EngineIo|SocketIo|MalformedJson)Exception$");
    private static final String THROWN = "jdk.JavaExceptionThrow";

    private final Queue<String> found = new ConcurrentLinkedQueue<>();
    private final Logger logger = Logger.getLogger("org.drivechange");
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            look("the log", text(line));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };
    private final Recording recording;

    /** Listens to a test; exceptions are recorded where the whole path is tested, as that takes its time. */
    SecretScanner(Class<?> test) throws IOException, ParseException {
        logger.addHandler(handler);
        recording = new Recording(Configuration.getConfiguration("default"));
        if (test.getPackageName().endsWith(".integration")) {
            recording.enable(THROWN).withStackTrace();
        }
        // other programs on this machine
        recording.disable("jdk.SystemProcess");
        recording.start();
    }

    /** What was found, each with its place. */
    List<String> end() throws IOException, JMException {
        logger.removeHandler(handler);
        Thread.getAllStackTraces().keySet().forEach(thread -> look("a thread's name", thread.getName()));
        lookAtBeans(ManagementFactory.getPlatformMBeanServer());
        lookAtRecording();
        return found.stream().distinct().limit(20).toList();
    }

    private void look(String place, String text) {
        if (text != null && SECRET.matcher(text).find()) {
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

    private void lookAtBeans(MBeanServer server) throws JMException {
        for (ObjectName name : server.queryNames(null, null)) {
            look("an MBean's name", name.toString());
            for (MBeanAttributeInfo attribute : server.getMBeanInfo(name).getAttributes()) {
                look("MBean " + name + "." + attribute.getName(), value(server, name, attribute));
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

    private void lookAtRecording() throws IOException {
        Path file = Files.createTempFile("secrets", ".jfr");
        try (recording) {
            recording.stop();
            recording.dump(file);
            try (RecordingFile events = new RecordingFile(file)) {
                while (events.hasMoreEvents()) {
                    look(events.readEvent());
                }
            }
        } finally {
            Files.delete(file);
        }
    }

    private void look(RecordedEvent event) {
        if (event.getEventType().getName().equals(THROWN) && !thrownByUs(event)) {
            return;
        }
        for (ValueDescriptor field : event.getFields()) {
            Object value = event.getValue(field.getName());
            if (value instanceof String text) {
                look("flight recorder, " + event.getEventType().getName() + " at " + place(event), text);
            } else if (value instanceof RecordedThread thread) {
                look("flight recorder, a thread", thread.getJavaName());
            }
        }
    }

    /**
     * What a parser throws at us stays within us, and what ours find in a frame is redacted before it is told; a test may
     * throw what it wants to see redacted.
     */
    private static boolean thrownByUs(RecordedEvent event) {
        String thrown = event.getClass("thrownClass").getName();
        return !PARSERS.matcher(thrown).find()
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
