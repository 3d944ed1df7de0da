package io.hypervigil.nvml;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.CollectorHarness;
import io.hypervigil.collect.Eventually;
import io.hypervigil.collect.Golden;
import io.hypervigil.collect.RealPart;
import io.hypervigil.nvml.stub.StubDriver;
import io.hypervigil.nvml.stub.StubSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every machine, with all groups on, gives its golden exposition. */
final class NvmlGoldenTest {

    private static final Path FIXTURES = Path.of("src/test/fixtures");
    private static final Path GOLDENS = Path.of("src/test/golden");

    /** What the performance monitors want between two samples. */
    private static final Duration WINDOW = Duration.ofMillis(1010);

    /** What promtool would have named otherwise. */
    private static final List<String> NAMED_SO =
            List.of(
                    // It counts GPUs, and is no part of a histogram.
                    "hypervigil_gpu_count non-histogram and non-summary metrics should not have"
                            + " \"_count\" suffix");

    @TempDir Path folder;

    static Stream<String> machines() throws IOException {
        try (var folders = Files.list(FIXTURES)) {
            return folders
                    .filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("machines")
    void each_machine_gives_its_golden_exposition(String machine) throws Exception {
        var stub = StubDriver.of(folder, machine + ".scenario");
        try (var harness =
                CollectorHarness.open(
                        new NvmlCollector(),
                        FIXTURES.resolve(machine),
                        StubSettings.of(stub.library()),
                        _ -> true)) {
            // The first finds the GPUs and the second listens to them; then come what the monitors
            // counted since, and an event.
            harness.sample();
            harness.sample();
            if (stub.scenario().contains("gpm.")) {
                passWindow();
            }
            Golden.assertMatches(GOLDENS.resolve(machine + ".prom"), harness.exposition());
        }
    }

    @ParameterizedTest
    @MethodSource("machines")
    void promtool_finds_nothing_in_it_but_names_that_stay(String machine) throws Exception {
        var promtool = RealPart.require("promtool", "run ./test, which fetches it").toString();
        var page = Files.readString(GOLDENS.resolve(machine + ".prom"));

        var verdict = RealPart.run(folder, page, List.of(promtool, "check", "metrics")).output();

        assertThat(verdict.lines().filter(line -> !NAMED_SO.contains(line))).isEmpty();
    }

    private static void passWindow() throws Exception {
        long begun = System.nanoTime();
        Eventually.get(
                WINDOW.multipliedBy(10),
                () -> {
                    assertThat(System.nanoTime() - begun).isGreaterThan(WINDOW.toNanos());
                    return begun;
                });
    }
}
