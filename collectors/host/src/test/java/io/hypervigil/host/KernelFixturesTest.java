package io.hypervigil.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.CollectorHarness;
import io.hypervigil.collect.Samples;
import io.hypervigil.collect.settings.SettingsBinder;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The machines whose kernels were recorded: all that is read is declared, whole, and steady. */
final class KernelFixturesTest {

    @ParameterizedTest
    @ValueSource(strings = {"amd-numa", "intel", "arm64", "hypervisor-net"})
    void all_that_is_read_is_declared_and_the_same_twice(String machine) throws Exception {
        var collector = new HostCollector();
        try (var harness =
                CollectorHarness.open(
                        collector,
                        Path.of("src/test/fixtures", machine),
                        SettingsBinder.defaults(HostSettings.class),
                        _ -> true)) {
            var first = harness.sample();
            var second = harness.sample();

            for (var round : second) {
                assertThat(round.lastDropped()).as(round.probe().name()).isEmpty();
                assertThat(round.problems()).as(round.probe().name()).isEmpty();
                for (Samples.OfFamily samples : round.samples().families()) {
                    assertThat(collector.schema().declaring(samples.family()))
                            .as(samples.family().toString())
                            .isPresent();
                }
            }
            assertThat(names(second)).isEqualTo(names(first));
        }
    }

    private static Set<String> names(List<CollectorHarness.Round> rounds) {
        var names = new HashSet<String>();
        for (var round : rounds) {
            for (Samples.OfFamily samples : round.samples().families()) {
                for (int i = 0; i < samples.size(); i++) {
                    names.add(samples.series(i).toString());
                }
            }
        }
        return names;
    }
}
