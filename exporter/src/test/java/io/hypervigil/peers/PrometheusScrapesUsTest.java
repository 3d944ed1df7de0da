package io.hypervigil.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Eventually;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PrometheusScrapesUsTest {

    private static final Duration SCRAPES = Duration.ofSeconds(60);

    /**
     * The kernel names the host's; node_exporter's own check leaves them out as well. cAdvisor
     * named the container's, which is there only where some container is.
     */
    private static final Predicate<String> NAMED_BY_US =
            Pattern.compile("^(?!node_(entropy|memory|netstat)_|container_memory_failcnt )")
                    .asPredicate();

    @TempDir Path folder;

    @Test
    void a_real_prometheus_scrapes_both_formats_without_a_warning() throws Exception {
        try (var ours = OurProcess.start(folder);
                var prometheus =
                        Peers.prometheus(folder, configuration(ours.root().getAuthority()))) {
            Eventually.get(
                    SCRAPES,
                    () -> {
                        for (var job : new String[] {"text", "openmetrics"}) {
                            assertThat(
                                            Peers.query(
                                                    prometheus.root(),
                                                    "count_over_time(up{job=\""
                                                            + job
                                                            + "\"}[1m]) > 2"
                                                            + " and up{job=\""
                                                            + job
                                                            + "\"} == 1"))
                                    .contains("\"job\":\"" + job + "\"");
                        }
                        return true;
                    });

            // Series come with the first evaluation of each group of rules, between two scrapes.
            Eventually.get(
                    SCRAPES,
                    () -> {
                        assertThat(
                                        Peers.query(
                                                prometheus.root(),
                                                "count({job=\"text\", __name__!~\"scrape_.*|up\"})"
                                                        + " == count({job=\"openmetrics\",__name__!~\"scrape_.*|up\"})"))
                                .contains("\"value\"");
                        return true;
                    });
            assertThat(Peers.query(prometheus.root(), "sum(scrape_samples_scraped) > 500"))
                    .contains("\"value\"");
            assertThat(prometheus.part().log().lines())
                    .noneMatch(
                            line ->
                                    line.contains("level=WARN")
                                            || line.contains("level=warn")
                                            || line.contains("level=ERROR")
                                            || line.contains("level=error"));
        }
    }

    @Test
    void promtool_finds_nothing_in_what_is_ours() throws Exception {
        try (var ours = OurProcess.start(folder, "--no-collector.host")) {
            var verdict = Peers.checkMetrics(folder, Peers.ok(ours.root().resolve("/metrics")));

            assertThat(verdict.output().lines().filter(NAMED_BY_US)).isEmpty();
            assertThat(verdict.exitCode()).isIn(0, 3);
        }
    }

    @Test
    void promtool_finds_in_the_hosts_names_what_it_finds_in_node_exporters_and_no_more()
            throws Exception {
        try (var ours = OurProcess.start(folder);
                var theirs = Peers.nodeExporter(folder, "--web.disable-exporter-metrics")) {
            var ourVerdict = Peers.checkMetrics(folder, Peers.ok(ours.root().resolve("/metrics")));
            var theirVerdict =
                    Peers.checkMetrics(folder, Peers.ok(theirs.root().resolve("/metrics")));

            assertThat(ourVerdict.exitCode()).isIn(0, 3);
            assertThat(ourVerdict.output().lines().filter(NAMED_BY_US))
                    .isSubsetOf(theirVerdict.output().lines().toList());
        }
    }

    private static String configuration(String target) {
        return """
        global:
          scrape_interval: 1s
          scrape_timeout: 1s
        scrape_configs:
          - job_name: text
            scrape_protocols: [PrometheusText0.0.4]
            static_configs: [{targets: ["%s"]}]
          - job_name: openmetrics
            scrape_protocols: [OpenMetricsText1.0.0]
            static_configs: [{targets: ["%s"]}]
        """
                .replace("%s", target);
    }
}
