package io.hypervigil.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.CollectorHarness;
import io.hypervigil.collect.Outcome;
import io.hypervigil.collect.settings.Given;
import io.hypervigil.collect.settings.SettingsBinder;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OshiReaderTest {

    @TempDir Path nothing;

    @Test
    void the_machine_is_read_without_its_kernels_files() throws Exception {
        var given =
                new Given.Fields(
                        Map.of("reader", new Given.Scalar("oshi", "test")), Map.of(), "test");
        var settings = new SettingsBinder(_ -> null, nothing).bind(HostSettings.class, given);
        var collector = new HostCollector();
        var names = new TreeSet<String>();
        try (var harness = CollectorHarness.open(collector, nothing, settings, _ -> true)) {
            for (var round : harness.sample()) {
                assertThat(round.outcome()).isInstanceOf(Outcome.Sampled.class);
                assertThat(round.lastDropped()).isEmpty();
                assertThat(round.problems()).isEmpty();
                for (var samples : round.samples().families()) {
                    names.add(samples.family().name());
                    assertThat(collector.schema().declaring(samples.family()))
                            .as(samples.family().toString())
                            .isPresent();
                }
            }
        }

        assertThat(names)
                .contains(
                        "node_boot_time_seconds",
                        "node_context_switches_total",
                        "node_cpu_seconds_total",
                        "node_disk_read_bytes_total",
                        "node_filefd_allocated",
                        "node_filesystem_avail_bytes",
                        "node_load1",
                        "node_memory_MemAvailable_bytes",
                        "node_netstat_Tcp_InSegs",
                        "node_network_receive_bytes_total",
                        "node_network_up",
                        "node_time_seconds",
                        "node_uname_info",
                        "hypervigil_host_processor_info")
                .doesNotContain("node_forks_total");
    }

    @Test
    void the_kernel_is_asked_on_linux_and_oshi_elsewhere_unless_somebody_says() {
        assertThat(OshiParts.read(HostSettings.Reader.AUTO, "Linux")).isFalse();
        assertThat(OshiParts.read(HostSettings.Reader.AUTO, "Mac OS X")).isTrue();
        assertThat(OshiParts.read(HostSettings.Reader.KERNEL, "Windows Server 2025")).isFalse();
        assertThat(OshiParts.read(HostSettings.Reader.OSHI, "Linux")).isTrue();
    }
}
