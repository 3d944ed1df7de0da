package io.hypervigil.containers;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.CollectorHarness;
import io.hypervigil.collect.Golden;
import io.hypervigil.collect.RealPart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every kind of host gives its golden exposition. */
final class ContainersGoldenTest {

    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource
    void each_kind_of_host_gives_its_golden_exposition(Hosts host) throws Exception {
        var told = host.make(folder);

        try (var harness =
                CollectorHarness.open(
                        new ContainersCollector(told),
                        folder,
                        host.settings(),
                        group -> group.byDefault())) {
            Golden.assertMatches(Path.of(host.golden()), harness.exposition());
        }
    }

    @ParameterizedTest
    @EnumSource
    void promtool_finds_nothing_in_it_but_names_that_are_kept(Hosts host) throws Exception {
        var promtool = RealPart.require("promtool", "run ./test, which fetches it").toString();
        var page = Files.readString(Path.of(host.golden()));

        var check = RealPart.run(folder, page, List.of(promtool, "check", "metrics"));

        assertThat(KeptNames.withoutThem(check.output())).isEmpty();
    }
}
