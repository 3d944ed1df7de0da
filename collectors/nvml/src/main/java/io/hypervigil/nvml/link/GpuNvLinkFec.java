package io.hypervigil.nvml.link;

import static io.hypervigil.nvml.gpu.GpuFamily.counter;
import static io.hypervigil.nvml.gpu.Readings.ONE;
import static io.hypervigil.nvml.gpu.Readings.field;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.nvml.gpu.GpuPartType;
import io.hypervigil.nvml.gpu.Readings;
import io.hypervigil.nvml.jna.NvmlFieldValues.Field;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How many errors the blocks of NVLink 5 had that were corrected. Sixteen series a link: off unless
 * switched on.
 *
 * <pre>
 * gpu_nvlink_fec_blocks_total{gpu="GPU-7f3c…",link="3",bin="0"} 8.1e+15
 * </pre>
 */
public final class GpuNvLinkFec {

    static final Group GROUP =
            Group.off("nvml.nvlink_fec", "corrected blocks of GPUs' links, from NVML");

    private static final Family BLOCKS =
            counter(
                    GROUP,
                    "gpu_nvlink_fec_blocks_total",
                    "Blocks by how much there was to correct in them, from"
                            + " NVML_FI_DEV_NVLINK_COUNT_FEC_HISTORY_*.",
                    "link",
                    "bin");

    public static final GpuPartType TYPE =
            new GpuPartType(GROUP, List.of(BLOCKS), () -> new LinkReadings(GpuNvLinkFec::rows));

    private static final int FEC_HISTORY_0 = 235;
    private static final int BINS = 16;

    private GpuNvLinkFec() {}

    private static Stream<Readings.Row> rows(NvLinks.Generation generation, int link) {
        if (generation != NvLinks.Generation.NEWER) {
            return Stream.of();
        }
        return IntStream.range(0, BINS)
                .mapToObj(
                        bin ->
                                field(
                                        new Field(FEC_HISTORY_0 + bin, link),
                                        ONE,
                                        BLOCKS,
                                        Integer.toString(link),
                                        Integer.toString(bin)));
    }
}
