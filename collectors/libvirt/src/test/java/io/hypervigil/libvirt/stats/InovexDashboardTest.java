package io.hypervigil.libvirt.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.hypervigil.collect.Family;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The dashboard of inovex' exporter finds all statistics that it asks for, by its labels. */
final class InovexDashboardTest {

    private static final Path DASHBOARD =
            Path.of(
                            Optional.ofNullable(System.getenv("HYPERVIGIL_CONFORMANCE"))
                                    .orElse("../../../shared/conformance"))
                    .resolve("dashboards/inovex-libvirt.json");

    /** What the description of a domain tells, not its statistics. */
    private static final List<String> DESCRIPTIONS =
            List.of(
                    "libvirt_domain_block_stats_info",
                    "libvirt_domain_interface_stats_info",
                    "libvirt_domain_openstack_info");

    @Test
    void every_statistic_that_the_dashboard_asks_for_is_there() throws IOException {
        assumeTrue(Files.exists(DASHBOARD), "no inovex-libvirt.json here");
        var asked = asked();
        asked.removeAll(DESCRIPTIONS);

        assertThat(asked).hasSize(22).isSubsetOf(families().keySet());
    }

    @Test
    void its_labels_are_there_too() {
        var families = families();

        assertThat(labels(families, "libvirt_domain_block_stats_read_bytes_total"))
                .containsExactly("domain", "target_device", "*");
        assertThat(labels(families, "libvirt_domain_interface_stats_receive_bytes_total"))
                .containsExactly("domain", "target_device", "*");
        assertThat(labels(families, "libvirt_domain_vcpu_time_seconds_total"))
                .containsExactly("domain", "vcpu", "*");
        assertThat(labels(families, "libvirt_domain_info_state"))
                .containsExactly("domain", "state_desc", "*");
    }

    private static Set<String> asked() throws IOException {
        var asked = new TreeSet<String>();
        Pattern.compile("libvirt_domain_[a-z_]+")
                .matcher(Files.readString(DASHBOARD))
                .results()
                .forEach(result -> asked.add(result.group()));
        return asked;
    }

    private static Map<String, Family> families() {
        var families = new HashMap<String, Family>();
        for (StatsPartType type : StatsParts.ALL) {
            type.families().forEach(family -> families.put(family.name(), family));
        }
        return families;
    }

    private static List<String> labels(Map<String, Family> families, String name) {
        return Optional.ofNullable(families.get(name)).orElseThrow().labels();
    }
}
