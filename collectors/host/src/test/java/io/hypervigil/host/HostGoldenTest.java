package io.hypervigil.host;

import io.hypervigil.collect.CollectorHarness;
import io.hypervigil.collect.Golden;
import io.hypervigil.collect.settings.SettingsBinder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every fixture tree gives its golden exposition, with all groups on. */
final class HostGoldenTest {

    private static final Path FIXTURES = Path.of("src/test/fixtures");
    private static final Path GOLDENS = Path.of("src/test/golden");

    /** Differs from run to run, or from Java to Java. */
    private static final String VOLATILE =
            "(?m)^node_(scrape_collector_duration_seconds|exporter_build_info)\\{.*\n";

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
        try (var harness =
                CollectorHarness.open(
                        new HostCollector(),
                        FIXTURES.resolve(machine),
                        SettingsBinder.defaults(HostSettings.class),
                        _ -> true)) {
            Golden.assertMatches(
                    GOLDENS.resolve(machine + ".prom"),
                    harness.exposition().replaceAll(VOLATILE, ""));
        }
    }
}
