package io.hypervigil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code test promql}. */
final class ScriptCommandTest {

    private final FakeConsole console = new FakeConsole();

    @TempDir Path folder;
    private Path good = Path.of("");
    private Path mixed = Path.of("");

    @BeforeEach
    void scripts() throws Exception {
        good =
                Files.writeString(
                        folder.resolve("good.test"),
                        """
                        load 1m
                          metric 1 2 3

                        eval instant at 1m metric
                          metric 2
                        """);
        mixed =
                Files.writeString(
                        folder.resolve("mixed.test"),
                        """
                        load 1m
                          metric 1 2 3

                        eval instant at 1m metric
                          metric 7

                        eval instant at 2m sum(metric)
                          {} 3
                        """);
    }

    private String printed() {
        return console.printed().replace(folder.toString(), "DIR");
    }

    private String complained() {
        return console.complained().replace(folder.toString(), "DIR");
    }

    @Test
    void scripts_that_pass_have_a_line_each() {
        int code = console.run("test", "promql", good.toString(), good.toString());

        assertThat(code).isZero();
        assertThat(printed())
                .isEqualTo(
                        """
                        DIR/good.test: 1 of 1
                        DIR/good.test: 1 of 1
                        promqltest: 2 of 2
                        """);
        assertThat(complained()).isEmpty();
    }

    @Test
    void an_evaluation_that_fails_is_told_with_its_place() {
        int code = console.run("test", "promql", mixed.toString(), good.toString());

        assertThat(code).isEqualTo(1);
        assertThat(printed())
                .isEqualTo(
                        """
                        FAILED DIR/mixed.test:4: eval instant at 1m metric
                          metric 2 came instead of 7
                        DIR/mixed.test: 1 of 2
                        DIR/good.test: 1 of 1
                        promqltest: 2 of 3
                        """);
    }

    @Test
    void on_demand_those_that_pass_are_told_too() {
        int code = console.run("test", "promql", "--verbose", good.toString());

        assertThat(code).isZero();
        assertThat(printed())
                .isEqualTo(
                        """
                        passed DIR/good.test:4: eval instant at 1m metric
                        DIR/good.test: 1 of 1
                        promqltest: 1 of 1
                        """);
    }

    @Test
    void what_cannot_be_read_fails_and_the_others_are_run() throws Exception {
        var wrong = Files.writeString(folder.resolve("wrong.test"), "load 1m\nevil instant\n");
        var binary = Files.write(folder.resolve("binary.test"), new byte[] {(byte) 0xff});

        int code =
                console.run(
                        "test",
                        "promql",
                        folder.resolve("none.test").toString(),
                        folder.toString(),
                        wrong.toString(),
                        binary.toString(),
                        good.toString());

        assertThat(code).isEqualTo(1);
        assertThat(complained())
                .isEqualTo(
                        """
                        hypervigil: DIR/none.test: no such file
                        hypervigil: DIR: could not be read: Is a directory
                        hypervigil: DIR/wrong.test:2: unexpected "instant" in a series
                        hypervigil: DIR/binary.test: not UTF-8
                        """);
        assertThat(printed())
                .isEqualTo(
                        """
                        DIR/good.test: 1 of 1
                        promqltest: 1 of 1
                        """);
    }
}
