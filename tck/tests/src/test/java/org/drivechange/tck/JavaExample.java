// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Java code block of a page.
 *
 * @param place file and line
 * @param text the code as it stands
 */
record JavaExample(String place, String text) {

    private static final Path ROOT = Path.of("..", "..");

    /** Directories whose files may disappear during the search. */
    private static final Set<String> GENERATED = Set.of("target", "node_modules", ".git");

    private static final Pattern BLOCK = Pattern.compile("^```java\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    /** The first line without annotations. */
    private static final Pattern FIRST = Pattern.compile("\\A(?:@\\w+(?:\\([^)]*\\))?\\s+)*(.*)$", Pattern.MULTILINE);

    /** Types and fields that the pages do not show. */
    static final String CONTEXT = """
            package example.context;
            public class Context {
                public interface Invoices {
                    void remove(String id);
                    String eTag(String id);
                    void put(String id, String name, String eTag);
                }
                public interface Observer {
                    void changed(org.drivechange.DriveItemChange item);
                }
                public static class OtherBean {}
                public Invoices invoices;
                public Observer inbox;
            }
            """;

    private static final String IMPORTS = """
            import example.context.Context;
            import example.context.Context.*;
            import jakarta.annotation.Resource;
            import jakarta.enterprise.context.*;
            import jakarta.enterprise.event.*;
            import jakarta.enterprise.inject.Produces;
            import jakarta.inject.*;
            import jakarta.persistence.*;
            import jakarta.transaction.*;
            import java.util.*;
            import javax.sql.DataSource;
            import org.drivechange.*;
            import org.drivechange.DriveItemChange.Kind;
            import org.drivechange.simulator.*;
            import org.drivechange.spi.*;
            import org.drivechange.spi.DeltaTokenStore.Opened;
            """;

    /** Returns the examples of all pages. */
    static List<JavaExample> all() throws IOException {
        List<Path> pages = new ArrayList<>();
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                return GENERATED.contains(directory.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(".md")) {
                    pages.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return pages.stream().sorted().flatMap(JavaExample::of).toList();
    }

    private static Stream<JavaExample> of(Path page) {
        try {
            String text = Files.readString(page);
            return BLOCK.matcher(text).results().map((MatchResult block) -> {
                long line = text.substring(0, block.start()).lines().count() + 1;
                return new JavaExample(ROOT.relativize(page) + ":" + line, block.group(1));
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns a class with these members or statements, or the types as they stand. An omission {@code …} is empty. */
    String source() {
        String code = text.replace("{ … }", "{ }");
        if (first().startsWith("class ")) {
            return IMPORTS + code;
        }
        boolean members = first().matches("(?:void|[A-Z]\\w*) \\w+(?:\\(.*|;)");
        return IMPORTS + "abstract class Example extends Context {\n"
                + (members ? code : "void example() throws Exception {\n" + code + "}\n") + "}\n";
    }

    private String first() {
        return FIRST.matcher(text).results().findFirst().orElseThrow().group(1);
    }

    @Override
    public String toString() {
        return place;
    }
}
