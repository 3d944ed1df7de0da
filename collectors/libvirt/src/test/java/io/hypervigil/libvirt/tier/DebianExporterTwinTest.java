package io.hypervigil.libvirt.tier;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Eventually;
import io.hypervigil.collect.RealPart;
import io.hypervigil.collect.Samples;
import io.hypervigil.collect.Series;
import io.hypervigil.libvirt.daemon.Guest;
import io.hypervigil.libvirt.daemon.PrivateLibvirtd;
import io.hypervigil.libvirt.description.DomainDescription;
import io.hypervigil.libvirt.description.MetadataLabels;
import io.hypervigil.libvirt.jna.StatsGroup;
import io.hypervigil.libvirt.jna.VirtConnection;
import io.hypervigil.libvirt.jna.VirtException;
import io.hypervigil.libvirt.stats.Page;
import io.hypervigil.libvirt.stats.StatsParts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** This beside Debian's prometheus-libvirt-exporter (0.2.0), on the same libvirtd. */
final class DebianExporterTwinTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    /** Our name for each family of theirs. */
    private static final Map<String, String> NAMES =
            Map.ofEntries(
                    entry("libvirt_domain_state_code", "libvirt_domain_info_state"),
                    same("libvirt_domain_info_maximum_memory_bytes"),
                    same("libvirt_domain_info_memory_usage_bytes"),
                    same("libvirt_domain_info_virtual_cpus"),
                    same("libvirt_domain_info_cpu_time_seconds_total"),
                    same("libvirt_domain_block_stats_read_bytes_total"),
                    same("libvirt_domain_block_stats_read_requests_total"),
                    same("libvirt_domain_block_stats_write_bytes_total"),
                    same("libvirt_domain_block_stats_write_requests_total"),
                    // Of the test driver alone: without root no real guest gets a tap device.
                    same("libvirt_domain_interface_stats_receive_bytes_total"),
                    same("libvirt_domain_interface_stats_receive_packets_total"),
                    same("libvirt_domain_interface_stats_receive_errors_total"),
                    same("libvirt_domain_interface_stats_receive_drops_total"),
                    same("libvirt_domain_interface_stats_transmit_bytes_total"),
                    same("libvirt_domain_interface_stats_transmit_packets_total"),
                    same("libvirt_domain_interface_stats_transmit_errors_total"),
                    same("libvirt_domain_interface_stats_transmit_drops_total"));

    /** What the connection tells, not its statistics. */
    private static final Set<String> OF_THE_CONNECTION =
            Set.of("libvirt_up", "libvirt_domains_number");

    /** Told once of a domain or a disk by an info metric of ours. */
    private static final Set<String> IDENTITY =
            Set.of("uuid", "source_file", "source_bridge", "state_desc");

    /** The domain of the test driver. */
    private static final String TEST_UUID = "6695eb01-f6a4-8304-79aa-97f2502e193f";

    /** A guest that stands still uses time nevertheless: that of being asked. */
    private static final String GROWS = "libvirt_domain_info_cpu_time_seconds_total";

    private static final Pattern SAMPLE =
            Pattern.compile("(?<name>libvirt_[a-z_]+)(?:\\{(?<labels>.*)})? (?<value>\\S+)");
    private static final Pattern LABEL =
            Pattern.compile("(?<name>[a-z_]+)=\"(?<value>(?:[^\"\\\\]|\\\\.)*)\"");

    @TempDir Path folder;

    @Test
    void every_series_of_theirs_has_its_twin_here_with_an_equal_value() throws Exception {
        var program =
                RealPart.require(
                        "prometheus-libvirt-exporter",
                        "apt-get install prometheus-libvirt-exporter");
        try (var daemon = PrivateLibvirtd.start()) {
            daemon.runPaused(Guest.named("web").withDisk(daemon.disk("web.qcow2"), "vda"));
            daemon.runPaused(
                    Guest.named("a \"db\"")
                            .withDisk(daemon.disk("db0.qcow2"), "vda")
                            .withDisk(daemon.disk("db1.qcow2"), "vdb"));
            try (var connection = VirtConnection.open(daemon.uri(), true)) {
                var before = ours(page(connection));
                var theirs = theirs(program, daemon.uri());
                var after = ours(page(connection));

                assertThat(theirs).hasSize((5 * 2) + (4 * 3));
                theirs.forEach(
                        (series, value) -> {
                            assertThat(before).containsKey(series);
                            assertThat(after).containsKey(series);
                            if (series.startsWith(GROWS)) {
                                assertThat(value).isBetween(before.get(series), after.get(series));
                            } else {
                                assertThat(after).containsEntry(series, value);
                            }
                        });
            }
        }
    }

    /** Its disks and interfaces count time, so that theirs lie between two looks of ours. */
    @Test
    void every_series_of_theirs_has_its_twin_on_the_test_driver_too() throws Exception {
        var program =
                RealPart.require(
                        "prometheus-libvirt-exporter",
                        "apt-get install prometheus-libvirt-exporter");
        try (var daemon = PrivateLibvirtd.start();
                var connection = VirtConnection.open(daemon.testUri(), true)) {
            var known = description(connection);
            var singles = new SingleStats(_ -> known);
            var before = ours(singled(singles, connection));
            var theirs = theirs(program, daemon.testUri());
            var after = ours(singled(singles, connection));

            assertThat(theirs).hasSize(5 + 4 + 8);
            theirs.forEach(
                    (series, value) ->
                            assertThat(value)
                                    .as(series)
                                    .isBetween(before.get(series), after.get(series)));
        }
    }

    private static Optional<DomainDescription> description(VirtConnection connection)
            throws Exception {
        try (var domain = connection.domain(TEST_UUID)) {
            return Optional.of(DomainDescription.parse(domain.xml(), MetadataLabels.NONE));
        }
    }

    private static Page singled(SingleStats singles, VirtConnection connection)
            throws VirtException {
        var groups = EnumSet.allOf(StatsGroup.class);
        return Page.of(singles.completed(connection, connection.statsOfAll(groups), groups));
    }

    @Test
    void every_family_of_theirs_is_declared_here() {
        assertThat(StatsParts.ALL.stream().flatMap(type -> type.families().stream()))
                .extracting(family -> family.name())
                .containsAll(NAMES.values());
    }

    private static Map.Entry<String, String> same(String name) {
        return entry(name, name);
    }

    private static Map<String, Double> ours(Page page) {
        var values = new TreeMap<String, Double>();
        for (Samples.OfFamily family : page.samples().families()) {
            for (int i = 0; i < family.size(); i++) {
                values.put(key(family.series(i)), family.value(i));
            }
        }
        return values;
    }

    private static Page page(VirtConnection connection) throws VirtException {
        return Page.of(connection.statsOfAll(EnumSet.allOf(StatsGroup.class)));
    }

    private static String key(Series series) {
        var labels = new TreeMap<String, String>();
        for (int i = 0; i < series.labelNames().size(); i++) {
            labels.put(series.labelNames().get(i), series.labelValues().get(i));
        }
        labels.keySet().removeAll(IDENTITY);
        return series.sampleName() + labels;
    }

    /** Their page, by our names. */
    private Map<String, Double> theirs(Path program, String uri) throws Exception {
        int port = freePort();
        var command =
                List.of(
                        program.toString(),
                        "--libvirt.uri=" + uri,
                        "--web.listen-address=127.0.0.1:" + port);
        var values = new TreeMap<String, Double>();
        try (var _ = RealPart.start(folder, "prometheus-libvirt-exporter", command)) {
            page(port)
                    .lines()
                    .map(SAMPLE::matcher)
                    .filter(line -> line.matches())
                    .filter(line -> !OF_THE_CONNECTION.contains(line.group("name")))
                    .forEach(
                            line -> {
                                var name = line.group("name");
                                assertThat(NAMES).containsKey(name);
                                values.put(
                                        NAMES.get(name) + labels(line.group("labels")),
                                        Double.valueOf(line.group("value")));
                            });
        }
        return values;
    }

    private static Map<String, String> labels(String text) {
        var labels = new TreeMap<String, String>();
        LABEL.matcher(text)
                .results()
                .forEach(
                        label ->
                                labels.put(
                                        label.group("name"),
                                        label.group("value").replace("\\\"", "\"")));
        labels.keySet().removeAll(IDENTITY);
        return labels;
    }

    private static String page(int port) throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics")).build();
        try (var client = HttpClient.newHttpClient()) {
            return Eventually.get(SOON, () -> client.send(request, BodyHandlers.ofString()).body());
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
