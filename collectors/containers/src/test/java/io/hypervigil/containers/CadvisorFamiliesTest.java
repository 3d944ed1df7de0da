package io.hypervigil.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What dashboards and rules that were made for cAdvisor ask for is here, in its names, types and
 * labels.
 */
final class CadvisorFamiliesTest {

    private static final Pattern LABEL = Pattern.compile("([A-Za-z_]+)=\"");

    /** Of each family that is shown: its type and its labels, ours on a host without pods. */
    private static final Map<String, String> SHOWN = shown();

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    container_cpu_usage_seconds_total, counter, cpu
                    container_cpu_user_seconds_total, counter,
                    container_cpu_system_seconds_total, counter,
                    container_cpu_cfs_periods_total, counter,
                    container_cpu_cfs_throttled_periods_total, counter,
                    container_cpu_cfs_throttled_seconds_total, counter,
                    container_memory_working_set_bytes, gauge,
                    container_memory_usage_bytes, gauge,
                    container_memory_rss, gauge,
                    container_memory_cache, gauge,
                    container_memory_mapped_file, gauge,
                    container_memory_swap, gauge,
                    container_memory_max_usage_bytes, gauge,
                    container_memory_failcnt, counter,
                    container_memory_failures_total, counter, failure_type scope
                    container_memory_events_high_total, counter,
                    container_memory_events_max_total, counter,
                    container_oom_events_total, counter,
                    container_network_receive_bytes_total, counter, interface
                    container_network_receive_packets_total, counter, interface
                    container_network_receive_errors_total, counter, interface
                    container_network_receive_packets_dropped_total, counter, interface
                    container_network_transmit_bytes_total, counter, interface
                    container_network_transmit_packets_total, counter, interface
                    container_network_transmit_errors_total, counter, interface
                    container_network_transmit_packets_dropped_total, counter, interface
                    container_fs_reads_total, counter, device
                    container_fs_writes_total, counter, device
                    container_fs_reads_bytes_total, counter, device
                    container_fs_writes_bytes_total, counter, device
                    container_fs_limit_bytes, gauge, device
                    container_fs_inodes_total, gauge, device
                    container_fs_inodes_free, gauge, device
                    container_pressure_cpu_waiting_seconds_total, counter,
                    container_pressure_cpu_stalled_seconds_total, counter,
                    container_pressure_memory_waiting_seconds_total, counter,
                    container_pressure_memory_stalled_seconds_total, counter,
                    container_pressure_io_waiting_seconds_total, counter,
                    container_pressure_io_stalled_seconds_total, counter,
                    container_processes, gauge,
                    container_threads, gauge,
                    container_threads_max, gauge,
                    container_spec_cpu_quota, gauge,
                    container_spec_cpu_period, gauge,
                    container_spec_cpu_shares, gauge,
                    container_spec_memory_limit_bytes, gauge,
                    container_spec_memory_swap_limit_bytes, gauge,
                    container_spec_memory_reservation_limit_bytes, gauge,
                    container_start_time_seconds, gauge,
                    container_creation_time_seconds, gauge,
                    container_last_seen, gauge,
                    container_health_state, gauge,
                    """)
    void a_family_of_containers_has_cadvisors_type_and_labels(
            String family, String type, String own) {
        assertThat(SHOWN)
                .containsEntry(family, type + " id name image" + (own == null ? "" : " " + own));
    }

    @ParameterizedTest
    @CsvSource({
        "machine_cpu_cores",
        "machine_cpu_physical_cores",
        "machine_cpu_sockets",
        "machine_memory_bytes",
        "machine_swap_bytes"
    })
    void a_family_of_the_machine_has_cadvisors_type_and_labels(String family) {
        assertThat(SHOWN).containsEntry(family, "gauge machine_id system_uuid boot_id");
    }

    @Test
    void the_version_has_cadvisors_labels_as_the_kubelet_fills_them() {
        assertThat(SHOWN)
                .containsEntry(
                        "cadvisor_version_info",
                        "gauge kernelVersion osVersion dockerVersion cadvisorVersion"
                                + " cadvisorRevision");
    }

    @Test
    void whether_something_could_not_be_read_has_no_labels() {
        assertThat(SHOWN).containsEntry("container_scrape_error", "gauge");
    }

    /** The kubelet's names of a container's place, and an image that selectors want there. */
    @Test
    void on_a_node_containers_have_the_kubelets_labels() throws IOException {
        assertThat(Files.readAllLines(Path.of(Hosts.KUBERNETES.golden())))
                .filteredOn(line -> line.startsWith("container_memory_working_set_bytes{"))
                .anyMatch(
                        line ->
                                line.contains("image=\"registry/cuda:1\"")
                                        && line.contains(
                                                "namespace=\"ml\",pod=\"train-0\",container=\"cuda\""));
    }

    private static Map<String, String> shown() {
        var all = new TreeMap<String, String>();
        Arrays.stream(Hosts.values())
                .filter(host -> host != Hosts.KUBERNETES)
                .forEach(host -> all.putAll(shown(host)));
        return all;
    }

    private static Map<String, String> shown(Hosts host) {
        var types = new LinkedHashMap<String, String>();
        var shown = new LinkedHashMap<String, String>();
        for (String line : page(host)) {
            if (line.startsWith("# TYPE ")) {
                var words = List.of(line.split(" ", -1));
                types.put(words.get(2), words.get(3));
            } else if (!line.startsWith("#")) {
                var family = line.split("[{ ]", 2)[0];
                shown.putIfAbsent(family, (types.get(family) + " " + labels(line)).strip());
            }
        }
        return shown;
    }

    private static String labels(String line) {
        return String.join(
                " ", LABEL.matcher(line).results().map(found -> found.group(1)).toList());
    }

    private static List<String> page(Hosts host) {
        try {
            return Files.readAllLines(Path.of(host.golden()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
