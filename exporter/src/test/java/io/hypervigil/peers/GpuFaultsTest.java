package io.hypervigil.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Eventually;
import io.hypervigil.peers.promql.Conformance;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The running process over GPUs that hang, are lost, and whose driver is replaced. */
final class GpuFaultsTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    /** The driver is asked anew after ten seconds, then after twenty. */
    private static final Duration LATER = Duration.ofSeconds(90);

    private static final Pattern QUERY =
            Pattern.compile("\"(?:expr|query|definition)\": *\"(.+)\"");

    private static final String THREE =
            """
            [system]
            nvmlSystemGetDriverVersion = 550.54.15
            nvmlDeviceGetCount_v2 = 3
            [gpu *]
            nvmlDeviceGetTemperature.0 = 41
            nvmlDeviceGetUtilizationRates = 37 12
            nvmlDeviceGetMemoryInfo_v2 = 80000 1000 39000 40000
            nvmlDeviceGetClockInfo.1 = 1755
            nvmlDeviceGetTotalEnergyConsumption = 1000000
            [gpu 0]
            nvmlDeviceGetUUID = GPU-0
            nvmlDeviceGetPciInfo_v3 = 00000000:1B:00.0 0x233010de
            nvmlDeviceGetPowerUsage = 100000+1000
            [gpu 1]
            nvmlDeviceGetUUID = GPU-1
            nvmlDeviceGetPciInfo_v3 = 00000000:43:00.0 0x233010de
            nvmlDeviceGetPowerUsage = 200000+1000
            [gpu 2]
            nvmlDeviceGetUUID = GPU-2
            nvmlDeviceGetPciInfo_v3 = 00000000:52:00.0 0x233010de
            """;

    @TempDir Path folder;

    @Test
    void a_gpu_that_hangs_holds_up_neither_a_scrape_nor_the_others() throws Exception {
        var stub = StubNvml.in(folder, THREE + "nvmlDeviceGetPowerUsage = 300000\n");
        try (var ours = start(stub)) {
            awaitPowerOf(ours, 3);

            stub.become(THREE + "nvmlDeviceGetPowerUsage = hang\n");
            Eventually.get(SOON, () -> assertThat(stub.isHanging()).isTrue());
            long hanging = System.nanoTime();
            double before = power(scrape(ours), "GPU-0");
            // Its deadline, which nobody waits for.
            assertThat(Duration.ofNanos(System.nanoTime() - hanging))
                    .isLessThan(Duration.ofSeconds(2));
            Eventually.get(
                    SOON,
                    () -> {
                        long begun = System.nanoTime();
                        var scraped = scrape(ours);
                        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                                .isLessThan(Duration.ofSeconds(1));
                        assertThat(power(scraped, "GPU-0")).isGreaterThan(before);
                        assertThat(power(scraped, "GPU-1")).isGreaterThan(200);
                        return true;
                    });

            stub.become(THREE + "nvmlDeviceGetPowerUsage = 310000\n");
            Eventually.get(SOON, () -> assertThat(power(scrape(ours), "GPU-2")).isEqualTo(310));
        }
    }

    @Test
    void a_gpu_that_was_lost_is_there_again_once_the_driver_has_it() throws Exception {
        var whole = THREE + "nvmlDeviceGetPowerUsage = 300000\n";
        var stub = StubNvml.in(folder, whole);
        try (var ours = start(stub)) {
            awaitPowerOf(ours, 3);

            stub.become(whole + "all = error 15\n");
            awaitPowerOf(ours, 2);

            stub.become(whole);
            awaitPowerOf(ours, 3);
        }
    }

    @Test
    void a_driver_that_is_replaced_is_let_go_and_taken_up_again() throws Exception {
        var stub = StubNvml.in(folder, THREE + "nvmlDeviceGetPowerUsage = 300000\n");
        try (var ours = start(stub)) {
            awaitPowerOf(ours, 3);
            assertThat(scrape(ours)).contains("gpu_driver_info{driver_version=\"550.54.15\"");

            stub.unloadModule();
            Eventually.get(
                    LATER, () -> assertThat(scrape(ours)).doesNotContain("\ngpu_driver_info{"));
            awaitPowerOf(ours, 0);

            stub.become(THREE.replace("550.54.15", "580.65.06"));
            stub.loadModule();
            Eventually.get(
                    LATER,
                    () ->
                            assertThat(scrape(ours))
                                    .contains("gpu_driver_info{driver_version=\"580.65.06\""));
        }
    }

    @Test
    void the_dashboard_of_dcgm_exporter_has_an_answer_to_every_query() throws Exception {
        var queries = queries(Conformance.file("dashboards/dcgm-exporter-12239.json"));
        assertThat(queries).hasSizeGreaterThan(6);
        var stub =
                StubNvml.in(
                        folder,
                        THREE
                                + """
                                nvmlDeviceGetPowerUsage = 300000
                                [gpu *]
                                nvmlGpmQueryDeviceSupport = 1
                                gpm.5 = 31.25
                                """);
        try (var ours = start(stub, "--nvml.compat=dcgm")) {
            for (String query : queries) {
                Eventually.get(
                        SOON,
                        () ->
                                assertThat(Peers.query(ours.root(), query))
                                        .as(query)
                                        .contains("\"value\":"));
            }
        }
    }

    private Peers.Server start(StubNvml stub, String... more) throws Exception {
        var flags = new ArrayList<>(stub.flags());
        flags.addAll(List.of(more));
        return OurProcess.start(folder, flags.toArray(String[]::new));
    }

    private static String scrape(Peers.Server server) throws Exception {
        URI page = server.root().resolve("/metrics");
        return Peers.ok(page);
    }

    private static void awaitPowerOf(Peers.Server server, int gpus) throws Exception {
        Eventually.get(
                LATER,
                () ->
                        assertThat(
                                        scrape(server)
                                                .lines()
                                                .filter(
                                                        line ->
                                                                line.startsWith(
                                                                        "gpu_power_watts{")))
                                .hasSize(gpus));
    }

    private static double power(String page, String uuid) {
        var line = "gpu_power_watts{gpu=\"" + uuid + "\"} ";
        return page.lines()
                .filter(it -> it.startsWith(line))
                .mapToDouble(it -> Double.parseDouble(it.substring(line.length())))
                .findFirst()
                .orElse(Double.NaN);
    }

    /** Those of panels and variables, with any value in place of a variable. */
    private static Set<String> queries(Path dashboard) throws Exception {
        var queries = new TreeSet<String>();
        QUERY.matcher(Files.readString(dashboard))
                .results()
                .map(found -> found.group(1).replace("\\\"", "\""))
                .map(query -> query.replaceFirst("^label_values\\((.*), *\\w+\\)$", "$1"))
                .map(query -> query.replaceAll("\\$\\w+", ".+"))
                .filter(query -> query.contains("DCGM"))
                .forEach(queries::add);
        return queries;
    }
}
