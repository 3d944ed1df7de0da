package io.hypervigil.alerting.unittest;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.alerting.rulefile.RuleFileOptions;
import io.hypervigil.alerting.rulefile.RuleFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/**
 * The real promtool agrees with ours on random rules and series: what ours says that comes is what
 * promtool finds to come.
 */
final class PromtoolAgreementTest {

    private static final int FILES = 60;

    @TempDir private Path folder;
    private Path promtool = Path.of("");

    @BeforeEach
    void find() throws IOException, InterruptedException {
        for (var place : places().toList()) {
            var program = place.resolve("promtool");
            // Before version 3 the ranges of the language were others.
            if (Files.isExecutable(program) && isNew(program)) {
                promtool = program;
                return;
            }
        }
        throw new TestAbortedException("no promtool of version 3 here: see .ci/peers");
    }

    private boolean isNew(Path program) throws IOException, InterruptedException {
        var output = new StringBuilder();
        run(List.of(program.toString(), "--version"), output);
        return !output.toString().startsWith("promtool, version 2.");
    }

    private static Stream<Path> places() {
        var home = System.getProperty("user.home", "/");
        var peers =
                Optional.ofNullable(System.getenv("HYPERVIGIL_PEERS"))
                        .orElse(home + "/.cache/hypervigil/peers");
        var path = Optional.ofNullable(System.getenv("PATH")).orElse("").split(":", -1);
        return Stream.concat(
                Stream.of(Path.of(peers, "root/usr/bin")),
                Stream.of(path).filter(one -> !one.isEmpty()).map(Path::of));
    }

    @Test
    void promtool_finds_what_ours_says() throws Exception {
        var random = new Random(20261121);
        var files = new ArrayList<Path>();
        var reader = new RuleFiles(RuleFileOptions.STANDARD);
        for (int i = 0; i < FILES; i++) {
            var rules = folder.resolve("rules" + i + ".yml");
            Files.writeString(rules, RandomRules.rules(random));
            var questions = RandomRules.questions(random, rules.toString());
            var answered = questions.answered(List.of(reader.read(rules)));
            var file = folder.resolve("test" + i + ".yml");
            if (!answered.isEmpty()) {
                Files.writeString(file, answered);
                assertThat(ours(file)).as(answered).isEmpty();
                files.add(file);
            }
        }
        assertThat(files).hasSizeGreaterThan(FILES / 2);

        var output = new StringBuilder();
        int code = promtool(files, output);
        assertThat(code).as(output.toString()).isZero();
    }

    @Test
    void series_are_read_and_refused_as_promtool_reads_and_refuses_them() throws Exception {
        var random = new RandomSeries(7);
        var good = new ArrayList<Path>();
        var bad = new ArrayList<Path>();
        for (int i = 0; i < 20 * FILES; i++) {
            var text = SeriesQuestions.of(random.series(), random.values());
            var file = Files.writeString(folder.resolve("series" + i + ".yml"), text);
            (ours(file).isEmpty() ? good : bad).add(file);
        }
        assertThat(good).hasSizeGreaterThan(FILES);

        var output = new StringBuilder();
        assertThat(promtool(good, output)).as(output.toString()).isZero();
        output.setLength(0);
        assertThat(promtool(bad, output)).isOne();
        assertThat(output.toString().lines().filter(line -> line.equals("  SUCCESS")))
                .as(output.toString())
                .isEmpty();
    }

    private static String ours(Path file) throws IOException {
        var errors = new StringBuilder();
        new RuleTests(
                        RuleTestOptions.STANDARD,
                        new StringBuilder(),
                        errors,
                        new JUnitReport(Instant.EPOCH))
                .run(List.of(file));
        return errors.toString();
    }

    private int promtool(List<Path> files, StringBuilder output)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(promtool.toString(), "test", "rules"));
        files.forEach(file -> command.add(file.toString()));
        return run(command, output);
    }

    @Permitted("the real program is asked")
    private int run(List<String> command, StringBuilder output)
            throws IOException, InterruptedException {
        var log = folder.resolve("promtool.log");
        var process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(command.getFirst() + " does not end");
        }
        output.append(Files.readString(log));
        return process.exitValue();
    }
}
