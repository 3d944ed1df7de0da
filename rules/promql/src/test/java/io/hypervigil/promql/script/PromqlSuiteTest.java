package io.hypervigil.promql.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.TestAbortedException;

/**
 * Prometheus' own suite: every evaluation of it a test, instant ones as a range too. How many of
 * each file pass is kept beside this test, and may only grow.
 */
final class PromqlSuiteTest {

    @TestFactory
    Stream<DynamicNode> prometheus_suite() throws IOException {
        var runs = scripts().stream().map(PromqlSuiteTest::run).toList();
        runs.forEach(run -> print(run.name + " " + run.passed(), run.outcomes.size()));
        int passed = runs.stream().mapToInt(Run::passed).sum();
        print(String.valueOf(passed), runs.stream().mapToInt(run -> run.outcomes.size()).sum());
        return runs.stream().map(Run::tests);
    }

    @Permitted("the figures that a reader of the build looks for")
    private static void print(String passed, int total) {
        System.out.println("promqltest: " + passed + " of " + total);
    }

    private static List<Path> scripts() throws IOException {
        var folder =
                Path.of(
                        Optional.ofNullable(System.getenv("HYPERVIGIL_CONFORMANCE"))
                                .orElse("../../../shared/conformance"),
                        "promqltest");
        if (!Files.isDirectory(folder)) {
            throw new TestAbortedException(folder + " is not here: set HYPERVIGIL_CONFORMANCE");
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".test")).sorted().toList();
        }
    }

    private static Run run(Path file) {
        try {
            var name = file.getFileName().toString();
            return new Run(name, ScriptRunner.run(Script.parse(name, Files.readString(file))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ScriptException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    private record Run(String name, List<Outcome> outcomes) {

        int passed() {
            return (int) outcomes.stream().filter(Outcome::isPassed).count();
        }

        DynamicContainer tests() {
            var all = DynamicTest.dynamicTest("as many pass as before", this::assertRatchet);
            return DynamicContainer.dynamicContainer(
                    name, Stream.concat(Stream.of(all), outcomes.stream().map(Run::test)));
        }

        private void assertRatchet() throws IOException {
            var ratchet = new Properties();
            try (var file = PromqlSuiteTest.class.getResourceAsStream("ratchet.properties")) {
                ratchet.load(file);
            }
            assertThat(passed())
                    .as("passes in " + name + ": a higher number belongs into ratchet.properties")
                    .isEqualTo(Integer.parseInt(ratchet.getProperty(name, "0")));
        }

        private static DynamicTest test(Outcome outcome) {
            return DynamicTest.dynamicTest(
                    outcome.line() + ": " + outcome.text(),
                    () -> outcome.failure().ifPresent(failure -> fail(failure)));
        }
    }
}
