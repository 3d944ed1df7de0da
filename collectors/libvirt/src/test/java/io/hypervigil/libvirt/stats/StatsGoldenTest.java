package io.hypervigil.libvirt.stats;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Golden;
import io.hypervigil.collect.RealPart;
import io.hypervigil.collect.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every recording gives its golden exposition. */
final class StatsGoldenTest {

    private static final Path FIXTURES = Path.of("src/test/fixtures/domstats");
    private static final Path GOLDENS = Path.of("src/test/golden/domstats");

    private static final Schema SCHEMA =
            new Schema(
                    StatsParts.ALL.stream().map(StatsPartType::group).toList(),
                    StatsParts.ALL.stream().flatMap(type -> type.families().stream()).toList());

    @TempDir Path folder;

    static Stream<String> recordings() throws IOException {
        try (var files = Files.list(FIXTURES)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".txt"))
                    .map(name -> name.substring(0, name.length() - 4))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void each_recording_gives_its_golden_exposition(String recording) throws IOException {
        var records = Recording.read(FIXTURES.resolve(recording + ".txt"));

        Golden.assertMatches(GOLDENS.resolve(recording + ".prom"), Page.of(records).text());
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void promtool_finds_nothing_in_it(String recording) throws IOException {
        var promtool = RealPart.require("promtool", "run ./test, which fetches it").toString();
        var page = Files.readString(GOLDENS.resolve(recording + ".prom"));

        assertThat(RealPart.run(folder, page, List.of(promtool, "check", "metrics")).output())
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void what_is_written_is_declared(String recording) throws IOException {
        var page = Page.of(Recording.read(FIXTURES.resolve(recording + ".txt")));

        assertThat(page.samples().families())
                .allSatisfy(family -> assertThat(SCHEMA.declaring(family.family())).isPresent());
        assertThat(page.book().lastDropped()).isEmpty();
    }
}
