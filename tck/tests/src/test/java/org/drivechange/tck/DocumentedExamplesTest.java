// SPDX-License-Identifier: Apache-2.0
package org.drivechange.tck;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compiles the Java examples of all pages. */
class DocumentedExamplesTest {

    private static final Path PERSISTENCE = Path.of("src", "main", "java", "org", "drivechange", "tck", "persistence");

    private static List<JavaExample> examples() throws IOException {
        return JavaExample.all();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void example_compiles(JavaExample example) throws IOException {
        assertThat(errors(example.source())).as(example.place()).isEmpty();
    }

    @Test
    void compiler_reports_an_error_of_an_example() throws IOException {
        assertThat(errors(new JavaExample("", "item.kindOf();\n").source()))
                .singleElement()
                .asString()
                .contains("item");
    }

    @Test
    void pages_with_examples_are_found() throws IOException {
        assertThat(examples())
                .hasSizeGreaterThan(7)
                .extracting(example -> example.place().replaceFirst(":.*", ""))
                .contains("README.md", "impl/docs/item-changes.md");
    }

    /** The TCK runs these classes on servers. */
    @Test
    void store_of_positions_is_documented_as_it_is_tested() throws IOException {
        assertThat(examples())
                .extracting(JavaExample::text)
                .contains(declaration("DeltaPosition") + "\n" + declaration("DatabasePositions"));
    }

    /** Returns the class with its annotations, without its documentation and imports. */
    private static String declaration(String name) throws IOException {
        String source = Files.readString(PERSISTENCE.resolve(name + ".java"));
        return source.substring(source.indexOf("\n@") + 1);
    }

    private static List<String> errors(String source) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(diagnostics, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null,
                    files,
                    diagnostics,
                    List.of("-proc:none", "-classpath", System.getProperty("java.class.path")),
                    null,
                    List.of(
                            new Source("example/context/Context.java", JavaExample.CONTEXT),
                            new Source("Example.java", source)));
            task.analyze();
        }
        return diagnostics.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .map(diagnostic -> diagnostic.getLineNumber() + ": " + diagnostic.getMessage(Locale.ROOT))
                .toList();
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String path, String text) {
            super(URI.create("string:///" + path), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
