package io.hypervigil.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleBook;
import io.hypervigil.collect.Samples;
import io.hypervigil.collect.SeriesTable;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

final class MetricsPageTest {

    private static final Group CPU = Group.on("cpu", "for tests");
    private static final Group DISK = Group.on("disk", "for tests");

    private static final Family SECONDS =
            Family.counter(CPU, "node_cpu_seconds_total", "Seconds \"by\" mode.\nAll.", "mode");
    private static final Family ODD_COUNTER =
            Family.counter(CPU, "DCGM_FI_DEV_XID", "A counter that is not named as one.");
    private static final Family FAULTS =
            Family.untyped(CPU, "node_vmstat_pgfault", "Faults \\ all.");
    private static final Family SIZE =
            Family.gauge(DISK, "node_filesystem_size_bytes", "Size.", "mountpoint");
    private static final Family LATENCY =
            Family.histogram(DISK, "disk_latency_seconds", "Latency.", "device");

    private final SeriesTable table = new SeriesTable();

    private final Samples samples =
            samples(
                    book -> {
                        book.add(SECONDS, 1.5, "user");
                        book.add(SECONDS, 1e18, "sys\"tem\n\\");
                        book.add(ODD_COUNTER, 3);
                        book.add(FAULTS, 12_345_678_901L);
                        book.add(SIZE, -0.25, "/");
                        book.add(SIZE, Double.NaN, "/nan");
                        book.add(SIZE, Double.NEGATIVE_INFINITY, "/inf");
                        book.addPart(LATENCY, "_bucket", 2, "sda", "0.1");
                        book.addPart(LATENCY, "_bucket", 3, "sda", "+Inf");
                        book.addPart(LATENCY, "_sum", 0.75, "sda");
                        book.addPart(LATENCY, "_count", 3, "sda");
                    });

    private final MetricsPage page = new MetricsPage(() -> List.of(samples));

    @Test
    void text_format_is_written_as_prometheus_reads_it() throws IOException {
        assertThat(write(PageFormat.PROMETHEUS, PageFilter.ALL))
                .isEqualTo(
                        """
                        # HELP DCGM_FI_DEV_XID A counter that is not named as one.
                        # TYPE DCGM_FI_DEV_XID counter
                        DCGM_FI_DEV_XID 3
                        # HELP disk_latency_seconds Latency.
                        # TYPE disk_latency_seconds histogram
                        disk_latency_seconds_bucket{device="sda",le="0.1"} 2
                        disk_latency_seconds_bucket{device="sda",le="+Inf"} 3
                        disk_latency_seconds_sum{device="sda"} 0.75
                        disk_latency_seconds_count{device="sda"} 3
                        # HELP node_cpu_seconds_total Seconds "by" mode.\\nAll.
                        # TYPE node_cpu_seconds_total counter
                        node_cpu_seconds_total{mode="user"} 1.5
                        node_cpu_seconds_total{mode="sys\\"tem\\n\\\\"} 1.0E18
                        # HELP node_filesystem_size_bytes Size.
                        # TYPE node_filesystem_size_bytes gauge
                        node_filesystem_size_bytes{mountpoint="/"} -0.25
                        node_filesystem_size_bytes{mountpoint="/nan"} NaN
                        node_filesystem_size_bytes{mountpoint="/inf"} -Inf
                        # HELP node_vmstat_pgfault Faults \\\\ all.
                        # TYPE node_vmstat_pgfault untyped
                        node_vmstat_pgfault 12345678901
                        """);
    }

    @Test
    void open_metrics_knows_units_totals_and_an_end() throws IOException {
        assertThat(write(PageFormat.OPEN_METRICS, PageFilter.ALL))
                .isEqualTo(
                        """
                        # HELP DCGM_FI_DEV_XID A counter that is not named as one.
                        # TYPE DCGM_FI_DEV_XID unknown
                        DCGM_FI_DEV_XID 3
                        # HELP disk_latency_seconds Latency.
                        # TYPE disk_latency_seconds histogram
                        # UNIT disk_latency_seconds seconds
                        disk_latency_seconds_bucket{device="sda",le="0.1"} 2
                        disk_latency_seconds_bucket{device="sda",le="+Inf"} 3
                        disk_latency_seconds_sum{device="sda"} 0.75
                        disk_latency_seconds_count{device="sda"} 3
                        # HELP node_cpu_seconds Seconds \\"by\\" mode.\\nAll.
                        # TYPE node_cpu_seconds counter
                        # UNIT node_cpu_seconds seconds
                        node_cpu_seconds_total{mode="user"} 1.5
                        node_cpu_seconds_total{mode="sys\\"tem\\n\\\\"} 1.0E18
                        # HELP node_filesystem_size_bytes Size.
                        # TYPE node_filesystem_size_bytes gauge
                        # UNIT node_filesystem_size_bytes bytes
                        node_filesystem_size_bytes{mountpoint="/"} -0.25
                        node_filesystem_size_bytes{mountpoint="/nan"} NaN
                        node_filesystem_size_bytes{mountpoint="/inf"} -Inf
                        # HELP node_vmstat_pgfault Faults \\\\ all.
                        # TYPE node_vmstat_pgfault unknown
                        node_vmstat_pgfault 12345678901
                        # EOF
                        """);
    }

    @Test
    void simpleclients_own_writer_gives_the_same_series_from_the_same_registry()
            throws IOException {
        var theirs = new StringWriter();
        TextFormat.write004(theirs, page.registry().metricFamilySamples());

        var ours = write(PageFormat.PROMETHEUS, PageFilter.ALL);

        assertThat(series(ours))
                .containsExactlyInAnyOrderElementsOf(series(theirs.toString().replace(",}", "}")));
    }

    @Test
    void families_of_several_probes_come_as_one_and_others_of_the_registry_between()
            throws IOException {
        io.prometheus.client.Counter.build("jobs", "Jobs.").register(page.registry()).inc();
        var second = samples(book -> book.add(SECONDS, 2, "idle"));
        var out = new ByteArrayOutputStream();

        page.write(
                List.of(samples, second),
                new PageFilter(Set.of("node_cpu_seconds_total", "jobs_total"), _ -> true, true),
                PageFormat.PROMETHEUS,
                false,
                out);

        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo(
                        """
                        # HELP jobs_total Jobs.
                        # TYPE jobs_total counter
                        jobs_total 1
                        # HELP node_cpu_seconds_total Seconds "by" mode.\\nAll.
                        # TYPE node_cpu_seconds_total counter
                        node_cpu_seconds_total{mode="user"} 1.5
                        node_cpu_seconds_total{mode="sys\\"tem\\n\\\\"} 1.0E18
                        node_cpu_seconds_total{mode="idle"} 2
                        """);
    }

    @Test
    void a_name_that_a_source_gives_is_not_the_processes_own() throws IOException {
        var own =
                samples(
                        new SeriesTable(),
                        book -> {
                            book.add(Family.gauge(CPU, "node_vmstat_pgfault", "Own."), 7);
                            book.add(Family.gauge(CPU, "node_vmstat_pgfree", "Own."), 8);
                        });
        page.addOwn(() -> own);
        var names = Set.of("node_vmstat_pgfault", "node_vmstat_pgfree");

        assertThat(write(PageFormat.PROMETHEUS, new PageFilter(names, _ -> true, true)))
                .isEqualTo(
                        """
                        # HELP node_vmstat_pgfault Faults \\\\ all.
                        # TYPE node_vmstat_pgfault untyped
                        node_vmstat_pgfault 12345678901
                        # HELP node_vmstat_pgfree Own.
                        # TYPE node_vmstat_pgfree gauge
                        node_vmstat_pgfree 8
                        """);
        assertThat(write(PageFormat.PROMETHEUS, new PageFilter(names, _ -> true, false)))
                .doesNotContain("node_vmstat_pgfree");
        assertThat(page.own().families()).hasSize(2);
    }

    @Test
    void groups_and_single_samples_can_be_asked_for() throws IOException {
        var onlyCount = new PageFilter(Set.of("disk_latency_seconds_count"), DISK::equals, false);

        assertThat(write(PageFormat.PROMETHEUS, onlyCount))
                .isEqualTo(
                        """
                        # HELP disk_latency_seconds Latency.
                        # TYPE disk_latency_seconds histogram
                        disk_latency_seconds_count{device="sda"} 3
                        """);
    }

    @Test
    void gzip_holds_the_same_page() throws IOException {
        var out = new ByteArrayOutputStream();
        page.write(List.of(samples), PageFilter.ALL, PageFormat.PROMETHEUS, true, out);

        try (var in = new GZIPInputStream(new ByteArrayInputStream(out.toByteArray()))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo(write(PageFormat.PROMETHEUS, PageFilter.ALL));
        }
    }

    private Samples samples(Consumer<SampleBook> writing) {
        return samples(table, writing);
    }

    private static Samples samples(SeriesTable table, Consumer<SampleBook> writing) {
        var book = new SampleBook(table, 1_000);
        book.begin();
        writing.accept(book);
        return book.finish();
    }

    private String write(PageFormat format, PageFilter filter) throws IOException {
        var out = new ByteArrayOutputStream();
        page.write(List.of(samples), filter, format, false, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    /** Series with their values as doubles, so that 3 and 3.0 are one. */
    private static List<String> series(String page) {
        return page.lines()
                .filter(line -> !line.startsWith("#"))
                .map(
                        line -> {
                            int blank = line.lastIndexOf(' ');
                            return line.substring(0, blank)
                                    + Double.parseDouble(
                                            line.substring(blank + 1).replace("Inf", "Infinity"));
                        })
                .toList();
    }
}
