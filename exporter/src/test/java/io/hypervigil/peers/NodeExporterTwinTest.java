package io.hypervigil.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Eventually;
import io.hypervigil.collect.RealPart;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** This process beside node_exporter, on this machine, both scraped by one real Prometheus. */
final class NodeExporterTwinTest {

    private static final Duration SCRAPES = Duration.ofSeconds(60);
    private static final int LOOKS = 8;

    /** They count the very process that reads them, and its netlink sockets. */
    private static final Set<String> CHANGED_BY_LOOKING =
            Set.of("node_procs_running{}", "node_procs_blocked{}", "node_sockstat_sockets_used{}");

    private static final Pattern VERSIONED = Pattern.compile("node_exporter_build_info\\{.*}");

    @TempDir Path folder;

    @Test
    void every_series_of_node_exporters_default_collectors_has_its_twin_here() throws Exception {
        try (var theirs = Peers.nodeExporter(folder);
                var ours = OurProcess.start(folder, "--sampling.freshness=0s");
                var prometheus =
                        Peers.prometheus(folder, configuration(theirs.root(), ours.root()))) {
            var theirLooks = new ArrayList<Map<String, Double>>();
            var ourLooks = new ArrayList<Map<String, Double>>();
            look(prometheus.root(), theirLooks, ourLooks);

            var types = types(Peers.ok(theirs.root().resolve("/metrics")));
            assertThat(missing(theirLooks.getLast(), ourLooks.getLast()))
                    .as("series of node_exporter that are not here")
                    .isEmpty();
            assertThat(differingTypes(types, types(Peers.ok(ours.root().resolve("/metrics")))))
                    .as("families of another type here")
                    .isEmpty();
            assertThat(differingValues(types, theirLooks, ourLooks))
                    .as("series whose values are not node_exporter's")
                    .isEmpty();
        }
    }

    @Test
    void dashboard_1860_shows_at_least_what_it_shows_of_node_exporter() throws Exception {
        var conformance =
                Path.of(
                        System.getenv()
                                .getOrDefault(
                                        "HYPERVIGIL_CONFORMANCE", "../../shared/conformance"));
        var dashboard = conformance.resolve("dashboards/node-exporter-full-1860.json");
        var tool = conformance.resolveSibling("tools").resolve("dashboard-coverage");
        if (!Files.exists(dashboard) || !Files.exists(tool)) {
            throw new org.opentest4j.TestAbortedException(
                    dashboard + " is not here: set HYPERVIGIL_CONFORMANCE");
        }
        var python = RealPart.require("python3", "install python3");
        int theirs;
        try (var exporter = Peers.nodeExporter(folder)) {
            theirs =
                    answered(
                            exporter.root(),
                            List.of(python.toString(), tool.toRealPath().toString()),
                            dashboard);
        }
        int ours;
        try (var process = OurProcess.start(folder)) {
            ours =
                    answered(
                            process.root(),
                            List.of(python.toString(), tool.toRealPath().toString()),
                            dashboard);
        }

        assertThat(ours).isGreaterThanOrEqualTo(theirs);
    }

    private int answered(URI target, List<String> tool, Path dashboard) throws Exception {
        var work = Files.createTempDirectory(folder, "dashboard");
        var one =
                """
                global: {scrape_interval: 1s, scrape_timeout: 1s}
                scrape_configs:
                  - job_name: node
                    static_configs: [{targets: ["%s"]}]
                """
                        .replace("%s", target.getAuthority());
        try (var prometheus = Peers.prometheus(work, one)) {
            Eventually.get(
                    SCRAPES,
                    () -> {
                        assertThat(Peers.query(prometheus.root(), "count_over_time(up[1m]) > 5"))
                                .contains("\"value\"");
                        return true;
                    });
            var command = new ArrayList<>(tool);
            command.add(prometheus.root().toString());
            command.add(dashboard.toRealPath().toString());
            var run = RealPart.run(work, "", command);
            var counted = Pattern.compile("answered (\\d+)").matcher(run.output());
            assertThat(counted.find()).as(run.output()).isTrue();
            return Integer.parseInt(counted.group(1));
        }
    }

    private static void look(
            URI prometheus,
            List<Map<String, Double>> theirLooks,
            List<Map<String, Double>> ourLooks)
            throws Exception {
        for (int i = 0; i < LOOKS; i++) {
            int wanted = i + 2;
            Eventually.get(
                    SCRAPES,
                    () -> {
                        var counted = "min(count_over_time(up[5m]))";
                        assertThat(Peers.query(prometheus, counted + " >= " + wanted))
                                .contains("\"value\"");
                        return true;
                    });
            theirLooks.add(federated(prometheus, "theirs"));
            ourLooks.add(federated(prometheus, "ours"));
        }
    }

    private static Map<String, Double> federated(URI prometheus, String job) throws Exception {
        var selector = "%7Bjob%3D%22" + job + "%22%2C__name__%3D~%22node_.%2B%22%7D";
        return FederatedPage.parse(Peers.ok(prometheus.resolve("/federate?match[]=" + selector)));
    }

    private static Set<String> missing(Map<String, Double> theirs, Map<String, Double> ours) {
        var missing = new TreeSet<>(theirs.keySet());
        missing.removeAll(ours.keySet());
        // The version is another, the labels are the same.
        if (ours.keySet().stream().anyMatch(series -> VERSIONED.matcher(series).matches())) {
            missing.removeIf(series -> VERSIONED.matcher(series).matches());
        }
        return missing;
    }

    private static Map<String, String> differingTypes(
            Map<String, String> theirs, Map<String, String> ours) {
        var differing = new TreeMap<String, String>();
        theirs.forEach(
                (family, type) -> {
                    if (family.startsWith("node_") && !type.equals(ours.get(family))) {
                        differing.put(family, type + ", here " + ours.get(family));
                    }
                });
        return differing;
    }

    private static Map<String, String> types(String page) {
        var types = new HashMap<String, String>();
        page.lines()
                .filter(line -> line.startsWith("# TYPE "))
                .map(line -> line.split(" ", -1))
                .forEach(words -> types.put(words[2], words[3]));
        return types;
    }

    /** Series that stand still in all looks must be equal; counters within what they advanced. */
    private static Map<String, String> differingValues(
            Map<String, String> types,
            List<Map<String, Double>> theirLooks,
            List<Map<String, Double>> ourLooks) {
        var differing = new TreeMap<String, String>();
        for (String series : theirLooks.getLast().keySet()) {
            if (CHANGED_BY_LOOKING.contains(series) || VERSIONED.matcher(series).matches()) {
                continue;
            }
            var theirs = Range.of(series, theirLooks);
            var ours = Range.of(series, ourLooks);
            var type = types.getOrDefault(series.substring(0, series.indexOf('{')), "");
            boolean isStill = theirs.isStill() && ours.isStill();
            boolean isCounter = type.equals("counter") || type.equals("untyped");
            if ((isStill || isCounter) && !theirs.touches(ours)) {
                differing.put(series, theirs + ", here " + ours);
            }
        }
        return differing;
    }

    /** The lowest and the highest value of a series. */
    private record Range(double low, double high) {

        static Range of(String series, List<Map<String, Double>> looks) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (var look : looks) {
                double value = look.getOrDefault(series, Double.NaN);
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
            return new Range(low, high);
        }

        boolean isStill() {
            return low == high;
        }

        /** Whether the ranges meet, or are no further apart than one of them is wide. */
        boolean touches(Range other) {
            if (Double.isNaN(low) || Double.isNaN(other.low)) {
                return Double.isNaN(low) && Double.isNaN(other.low);
            }
            double gap = Math.max(low, other.low) - Math.min(high, other.high);
            double advance = Math.max(high - low, other.high - other.low);
            return gap <= advance || gap <= Math.ulp(Math.abs(high)) * 4;
        }
    }

    private static String configuration(URI theirs, URI ours) {
        return """
        global: {scrape_interval: 1s, scrape_timeout: 1s}
        scrape_configs:
          - job_name: theirs
            static_configs: [{targets: ["THEIRS"]}]
          - job_name: ours
            static_configs: [{targets: ["OURS"]}]
        """
                .replace("THEIRS", theirs.getAuthority())
                .replace("OURS", ours.getAuthority());
    }
}
