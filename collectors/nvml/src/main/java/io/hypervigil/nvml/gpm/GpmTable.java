package io.hypervigil.nvml.gpm;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.nvml.gpm.GpmMetric.Kind;
import io.hypervigil.nvml.gpu.GpuFamily;
import io.hypervigil.nvml.jna.NvmlGpm.nvmlGpmMetric_t;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of the monitors by id, and the families they are series of: of a GPU, or of an
 * instance of one. As long as it is because it is a table.
 *
 * <p>Thread: any; it does not change once it is made.
 */
public final class GpmTable {

    private static final String SOURCE = ", from nvmlGpmMetricsGet.";
    private static final int SM_ACTIVE = 2;
    private static final int LINKS = 36;
    private static final int FIRST_LINKS = 18;
    private static final int C2C_LINKS = 14;
    private static final int ENGINES = 8;

    private final Group group;
    private final String prefix;
    private final String[] labels;
    private final Map<String, Family> families = new LinkedHashMap<>();
    private final Map<Integer, GpmMetric> metrics = new HashMap<>();

    private GpmTable(Group group, String prefix, String... labels) {
        this.group = group;
        this.prefix = prefix;
        this.labels = labels;
    }

    /** All that there is of a GPU. */
    static GpmTable ofGpu(Group group) {
        var table = new GpmTable(group, "gpu_");
        table.activity();
        table.cycles();
        table.pcie();
        table.caches();
        table.contextSwitches();
        table.nvlink();
        table.c2c();
        return table;
    }

    /**
     * What there is of an instance of a GPU: links are not divided.
     *
     * @param prefix of the families
     * @param labels of the instance, behind the GPU's
     */
    public static GpmTable ofInstance(Group group, String prefix, String... labels) {
        var table = new GpmTable(group, prefix, labels);
        table.activity();
        table.cycles();
        table.pcie();
        table.caches();
        return table;
    }

    /** All families. */
    public List<Family> families() {
        return List.copyOf(families.values());
    }

    /** What to ask for. */
    List<Integer> ids() {
        return metrics.keySet().stream().sorted().toList();
    }

    /** Adds what was measured. */
    void add(SampleSink sink, List<nvmlGpmMetric_t> measured, String... labelValues) {
        for (nvmlGpmMetric_t one : measured) {
            @Nullable GpmMetric metric = metrics.get(one.metricId());
            if (metric != null) {
                sink.add(
                        metric.family(),
                        metric.value(one.value(), one.unit()),
                        behind(labelValues, metric.labels()));
            }
        }
    }

    /** What was measured of the streaming multiprocessors as a whole. */
    OptionalDouble smActive(List<nvmlGpmMetric_t> measured) {
        @Nullable GpmMetric metric = metrics.get(SM_ACTIVE);
        return metric == null
                ? OptionalDouble.empty()
                : measured.stream()
                        .filter(one -> one.metricId() == SM_ACTIVE)
                        .mapToDouble(one -> metric.value(one.value(), one.unit()))
                        .findFirst();
    }

    private static String[] behind(String[] first, List<String> rest) {
        var all = Arrays.copyOf(first, first.length + rest.size());
        for (int i = 0; i < rest.size(); i++) {
            all[first.length + i] = rest.get(i);
        }
        return all;
    }

    private void activity() {
        ratio(1, "graphics_engine_active_ratio", "Share of time that graphics or compute ran");
        ratio(SM_ACTIVE, "sm_active_ratio", "Share of time that an SM had a warp, over all SMs");
        ratio(3, "sm_occupancy_ratio", "Share of the warps an SM can hold that it held");
        ratio(5, "tensor_active_ratio", "Share of time that any tensor pipe was busy");
        ratio(10, "dram_active_ratio", "Share of time that the memory sent or received");
        var tensor = List.of("dfma", "hmma", "dmma", "imma");
        for (int i = 0; i < tensor.size(); i++) {
            var help = "Share of time that a tensor pipe was busy";
            gauge(6 + i, "tensor_pipe_active_ratio", help, Kind.RATIO, "pipe", tensor.get(i));
        }
        Map.of(4, "integer", 11, "fp64", 12, "fp32", 13, "fp16")
                .forEach(
                        (id, pipe) ->
                                gauge(
                                        id,
                                        "pipe_active_ratio",
                                        "Share of time that a pipe was busy",
                                        Kind.RATIO,
                                        "pipe",
                                        pipe));
        engines(30, "nvdec", ENGINES);
        engines(40, "nvjpg", ENGINES);
        engines(50, "nvofa", 2);
        engines(166, "nvenc", 4);
    }

    private void engines(int first, String name, int count) {
        var help = "Share of time that an engine was busy";
        for (int i = 0; i < count; i++) {
            gauge(first + i, "engine_active_ratio", help, Kind.RATIO, "engine", name + i);
        }
    }

    private void cycles() {
        count(248, "sm_cycles_total", "Cycles of the SMs");
        count(249, "sm_active_cycles_total", "Cycles in which SMs had a warp");
        count(250, "tensor_active_cycles_total", "Cycles in which any tensor pipe was busy");
        var tensor = List.of("dmma", "hmma", "imma", "dfma");
        for (int i = 0; i < tensor.size(); i++) {
            var help = "Cycles in which a tensor pipe was busy";
            count(251 + i, "tensor_pipe_active_cycles_total", help, "pipe", tensor.get(i));
        }
        var pipes = List.of("integer", "fp64", "fp32", "fp16");
        for (int i = 0; i < pipes.size(); i++) {
            var help = "Cycles in which a pipe was busy";
            count(257 + i, "pipe_active_cycles_total", help, "pipe", pipes.get(i));
        }
    }

    private void pcie() {
        rate(20, "pcie_transmit_bytes_per_second", "Sent to the host");
        rate(21, "pcie_receive_bytes_per_second", "Received from the host");
        count(255, "gpm_pcie_transmit_bytes_total", "Sent to the host since the start");
        count(256, "gpm_pcie_receive_bytes_total", "Received from the host since the start");
    }

    private void caches() {
        var memories = List.of("host", "peer", "dram");
        for (int i = 0; i < memories.size(); i++) {
            cache(160 + 2 * i, memories.get(i), "hit");
            cache(161 + 2 * i, memories.get(i), "miss");
        }
    }

    private void cache(int id, String memory, String result) {
        add(
                id,
                family(
                        false,
                        "cache_access_ratio",
                        "Share of accesses to a memory that the cache had, or had not",
                        "memory",
                        "result"),
                Kind.RATIO,
                memory,
                result);
    }

    private void contextSwitches() {
        for (int i = 0; i < ENGINES; i++) {
            int first = 170 + 5 * i;
            var engine = "gr" + i;
            var window = " of the last window";
            gauge(
                    first,
                    "context_switch_elapsed_cycles",
                    "Cycles" + window,
                    Kind.NUMBER,
                    "engine",
                    engine);
            gauge(
                    first + 1,
                    "context_switch_active_cycles",
                    "Cycles" + window + " in which an engine changed its context",
                    Kind.NUMBER,
                    "engine",
                    engine);
            gauge(
                    first + 2,
                    "context_switch_requests",
                    "Changes of context" + window,
                    Kind.NUMBER,
                    "engine",
                    engine);
            gauge(
                    first + 3,
                    "context_switch_cycles_per_request",
                    "How long a change of context took",
                    Kind.NUMBER,
                    "engine",
                    engine);
            gauge(
                    first + 4,
                    "context_switch_active_ratio",
                    "Share of time that an engine changed its context",
                    Kind.RATIO,
                    "engine",
                    engine);
        }
    }

    private void nvlink() {
        rate(60, "nvlink_receive_bytes_per_second", "Received by all links");
        rate(61, "nvlink_transmit_bytes_per_second", "Sent by all links");
        for (int link = 0; link < LINKS; link++) {
            int id = link < FIRST_LINKS ? 62 + 2 * link : 212 + 2 * (link - FIRST_LINKS);
            var name = Integer.toString(link);
            link(id, "nvlink_link_receive_bytes_per_second", "Received by a link", name);
            link(id + 1, "nvlink_link_transmit_bytes_per_second", "Sent by a link", name);
            int bytes = 261 + 2 * link;
            var since = " since the start";
            count(bytes, "gpm_nvlink_receive_bytes_total", "Received" + since, "link", name);
            count(bytes + 1, "gpm_nvlink_transmit_bytes_total", "Sent" + since, "link", name);
        }
    }

    private void c2c() {
        rate(100, "c2c_transmit_bytes_per_second", "Sent to the other chip");
        rate(101, "c2c_receive_bytes_per_second", "Received from the other chip");
        rate(102, "c2c_data_transmit_bytes_per_second", "Data sent to the other chip");
        rate(103, "c2c_data_receive_bytes_per_second", "Data received from the other chip");
        for (int link = 0; link < C2C_LINKS; link++) {
            int id = 104 + 4 * link;
            var name = Integer.toString(link);
            link(id, "c2c_link_transmit_bytes_per_second", "Sent by a link", name);
            link(id + 1, "c2c_link_receive_bytes_per_second", "Received by a link", name);
            link(id + 2, "c2c_link_data_transmit_bytes_per_second", "Data sent by a link", name);
            link(id + 3, "c2c_link_data_receive_bytes_per_second", "Data received by a link", name);
        }
    }

    private void ratio(int id, String name, String help) {
        add(id, family(false, name, help), Kind.RATIO);
    }

    private void rate(int id, String name, String help) {
        add(id, family(false, name, help), Kind.RATE);
    }

    private void link(int id, String name, String help, String link) {
        gauge(id, name, help, Kind.RATE, "link", link);
    }

    private void gauge(
            int id, String name, String help, Kind kind, String label, String labelValue) {
        add(id, family(false, name, help, label), kind, labelValue);
    }

    private void count(int id, String name, String help) {
        add(id, family(true, name, help), Kind.NUMBER);
    }

    private void count(int id, String name, String help, String label, String labelValue) {
        add(id, family(true, name, help, label), Kind.NUMBER, labelValue);
    }

    private void add(int id, Family family, Kind kind, String... labelValues) {
        metrics.put(id, new GpmMetric(id, family, kind, List.of(labelValues)));
    }

    private Family family(boolean isCounter, String name, String help, String... own) {
        var all = Stream.concat(Arrays.stream(labels), Arrays.stream(own)).toArray(String[]::new);
        return families.computeIfAbsent(
                prefix + name,
                whole ->
                        isCounter
                                ? GpuFamily.counter(group, whole, help + SOURCE, all)
                                : GpuFamily.gauge(group, whole, help + SOURCE, all));
    }
}
