package io.hypervigil.nvml.gpu;

import static io.hypervigil.nvml.gpu.GpuFamily.counter;
import static io.hypervigil.nvml.gpu.GpuFamily.gauge;
import static io.hypervigil.nvml.gpu.Readings.ONE;
import static io.hypervigil.nvml.gpu.Readings.field;
import static io.hypervigil.nvml.gpu.Readings.number;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.nvml.jna.NvmlFieldValues.Field;
import io.hypervigil.nvml.jna.NvmlPcie;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The link to the host: what it runs at, what passed, and what went wrong on it. The rate that
 * nvmlDeviceGetPcieThroughput tells is not asked for: it blocks for 20 ms each way.
 *
 * <pre>
 * gpu_pcie_link_generation{gpu="GPU-7f3c…"} 5
 * gpu_pcie_lane_errors_total{gpu="GPU-7f3c…",lane="7"} 0
 * </pre>
 */
public final class GpuPcie implements GpuPart {

    static final Group GROUP = Group.on("nvml.pcie", "PCIe links of GPUs, from NVML");

    private static final Family GENERATION =
            link("generation", "Generation that the link runs at", "CurrPcieLinkGeneration");
    private static final Family MAX_GENERATION =
            link("max_generation", "Most that GPU and slot can do", "MaxPcieLinkGeneration");
    private static final Family GPU_MAX_GENERATION =
            link("gpu_max_generation", "Most that the GPU can do", "GpuMaxPcieLinkGeneration");
    private static final Family WIDTH =
            link("width", "Lanes that the link runs with", "CurrPcieLinkWidth");
    private static final Family MAX_WIDTH =
            link("max_width", "Most lanes that GPU and slot can do", "MaxPcieLinkWidth");

    private static final Family SENT = bytes("transmit", "sent", "TX");
    private static final Family RECEIVED = bytes("receive", "received", "RX");

    private static final Family REPLAYS =
            count("replays", "Packets sent once more, from nvmlDeviceGetPcieReplayCounter.");
    private static final Family ROLLOVERS =
            count(
                    "replay_rollovers",
                    "Times that four replays in a row made the link train anew, from"
                            + " NVML_FI_DEV_PCIE_REPLAY_ROLLOVER_COUNTER.");
    private static final Family RECOVERIES =
            count(
                    "recoveries",
                    "Times that the link left its working state to recover, from"
                            + " NVML_FI_DEV_PCIE_L0_TO_RECOVERY_COUNTER.");
    private static final Family ERRORS =
            count("errors", "Errors on the link, from NVML_FI_DEV_PCIE_COUNT_*.", "severity");
    private static final Family CAUSES =
            count(
                    "error_causes",
                    "What was wrong with the link, from NVML_FI_DEV_PCIE_COUNT_*.",
                    "cause");
    private static final Family NAKS =
            count(
                    "naks",
                    "Packets that one side refused, from NVML_FI_DEV_PCIE_COUNT_NAKS_*.",
                    "direction");
    private static final Family LANES =
            count(
                    "lane_errors",
                    "Errors of a lane, from NVML_FI_DEV_PCIE_COUNT_LANE_ERROR.",
                    "lane");

    private static final int REPLAY_COUNTER = 94;
    private static final int REPLAY_ROLLOVER_COUNTER = 95;
    private static final int L0_TO_RECOVERY_COUNTER = 169;
    private static final int LANE_ERROR = 183;
    private static final Field TX_BYTES = Field.of(197);
    private static final Field RX_BYTES = Field.of(198);

    private static final int MOST_LANES = 32;

    private static final List<Readings.Row> ROWS =
            List.of(
                    number(NvmlPcie.nvmlDeviceGetCurrPcieLinkGeneration, ONE, GENERATION),
                    number(NvmlPcie.nvmlDeviceGetMaxPcieLinkGeneration, ONE, MAX_GENERATION),
                    number(NvmlPcie.nvmlDeviceGetGpuMaxPcieLinkGeneration, ONE, GPU_MAX_GENERATION),
                    number(NvmlPcie.nvmlDeviceGetCurrPcieLinkWidth, ONE, WIDTH),
                    number(NvmlPcie.nvmlDeviceGetMaxPcieLinkWidth, ONE, MAX_WIDTH),
                    number(NvmlPcie.nvmlDeviceGetPcieReplayCounter, ONE, REPLAYS)
                            .or(field(REPLAY_COUNTER, ONE, REPLAYS)),
                    field(REPLAY_ROLLOVER_COUNTER, ONE, ROLLOVERS),
                    field(L0_TO_RECOVERY_COUNTER, ONE, RECOVERIES),
                    field(173, ONE, ERRORS, "correctable"),
                    field(174, ONE, NAKS, "received"),
                    field(175, ONE, CAUSES, "receiver"),
                    field(176, ONE, CAUSES, "bad_tlp"),
                    field(177, ONE, NAKS, "sent"),
                    field(178, ONE, CAUSES, "bad_dllp"),
                    field(179, ONE, ERRORS, "non_fatal"),
                    field(180, ONE, ERRORS, "fatal"),
                    field(181, ONE, CAUSES, "unsupported_request"),
                    field(182, ONE, CAUSES, "lcrc"));

    public static final GpuPartType TYPE =
            new GpuPartType(
                    GROUP,
                    List.of(
                            GENERATION,
                            MAX_GENERATION,
                            GPU_MAX_GENERATION,
                            WIDTH,
                            MAX_WIDTH,
                            SENT,
                            RECEIVED,
                            REPLAYS,
                            ROLLOVERS,
                            RECOVERIES,
                            ERRORS,
                            CAUSES,
                            NAKS,
                            LANES),
                    GpuPcie::new);

    private final WrappingCounter sent = new WrappingCounter();
    private final WrappingCounter received = new WrappingCounter();
    private Readings table = Readings.of();

    private GpuPcie() {}

    @Override
    public void sample(Gpu gpu, SampleSink sink) {
        table.sample(gpu, sink);
        gpu.field(TX_BYTES).ifPresent(raw -> sink.add(SENT, sent.upTo(raw), gpu.uuid()));
        gpu.field(RX_BYTES).ifPresent(raw -> sink.add(RECEIVED, received.upTo(raw), gpu.uuid()));
    }

    @Override
    public List<Field> fields(Gpu gpu) {
        int lanes = (int) gpu.number(NvmlPcie.nvmlDeviceGetMaxPcieLinkWidth).orElse(0);
        table = Readings.of(Stream.concat(ROWS.stream(), lanes(Math.min(lanes, MOST_LANES))));
        var fields = new LinkedHashSet<>(table.fields());
        fields.add(TX_BYTES);
        fields.add(RX_BYTES);
        return new ArrayList<>(fields);
    }

    private static Stream<Readings.Row> lanes(int count) {
        return IntStream.range(0, count)
                .mapToObj(
                        lane ->
                                field(
                                        new Field(LANE_ERROR, lane),
                                        ONE,
                                        LANES,
                                        String.valueOf(lane)));
    }

    private static Family link(String name, String help, String getter) {
        return gauge(GROUP, "gpu_pcie_link_" + name, help + ", from nvmlDeviceGet" + getter + ".");
    }

    private static Family bytes(String name, String how, String field) {
        return counter(
                GROUP,
                "gpu_pcie_" + name + "_bytes_total",
                "Bytes that the GPU "
                        + how
                        + ", from NVML_FI_DEV_PCIE_COUNT_"
                        + field
                        + "_BYTES; where the GPU counts in 32 bits, too few once more than 4 GiB"
                        + " pass between two samples.");
    }

    private static Family count(String name, String help, String... labels) {
        return counter(GROUP, "gpu_pcie_" + name + "_total", help, labels);
    }
}
