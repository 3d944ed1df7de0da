package io.hypervigil.nvml.link;

import static io.hypervigil.nvml.gpu.GpuFamily.counter;
import static io.hypervigil.nvml.gpu.Readings.ONE;
import static io.hypervigil.nvml.gpu.Readings.field;
import static io.hypervigil.nvml.gpu.Readings.number;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.nvml.gpu.GpuPartType;
import io.hypervigil.nvml.gpu.Readings;
import io.hypervigil.nvml.jna.NvmlFieldValues.Field;
import io.hypervigil.nvml.jna.NvmlNvLink;
import java.util.List;
import java.util.stream.Stream;

/**
 * Errors of links up to NVLink 4, and how often a link repeated or retrained. Newer ones count
 * otherwise: {@link GpuNvLink5}.
 *
 * <pre>
 * gpu_nvlink_errors_total{gpu="GPU-7f3c…",link="3",error="crc_flit"} 0
 * gpu_nvlink_replays_total{gpu="GPU-7f3c…",link="3"} 0
 * </pre>
 */
public final class GpuNvLinkErrors {

    static final Group GROUP =
            Group.on("nvml.nvlink_errors", "errors of GPUs' links up to NVLink 4, from NVML");

    private static final String SOURCE =
            ", from NVML_FI_DEV_NVLINK_ERROR_DL_* or nvmlDeviceGetNvLinkErrorCounter.";
    private static final Family ERRORS =
            counter(
                    GROUP,
                    "gpu_nvlink_errors_total",
                    "Errors in what came by the link" + SOURCE,
                    "link",
                    "error");
    private static final Family REPLAYS =
            counter(GROUP, "gpu_nvlink_replays_total", "Transfers repeated" + SOURCE, "link");
    private static final Family RECOVERIES =
            counter(
                    GROUP,
                    "gpu_nvlink_recoveries_total",
                    "Times that the link was trained anew" + SOURCE,
                    "link");

    public static final GpuPartType TYPE =
            new GpuPartType(
                    GROUP,
                    List.of(ERRORS, REPLAYS, RECOVERIES),
                    () -> new LinkReadings(GpuNvLinkErrors::rows));

    // nvmlNvLinkErrorCounter_t
    private static final int DL_REPLAY = 0;
    private static final int DL_RECOVERY = 1;
    private static final int DL_CRC_FLIT = 2;
    private static final int DL_CRC_DATA = 3;
    private static final int DL_ECC_DATA = 4;

    /** Links from the sixth on have their fields in a block of their own. */
    private static final int SECOND_BLOCK = 6;

    private GpuNvLinkErrors() {}

    private static Stream<Readings.Row> rows(NvLinks.Generation generation, int link) {
        return switch (generation) {
            case OLDER -> older(link);
            case HOPPER -> hopper(link);
            case NEWER -> Stream.of();
        };
    }

    private static Stream<Readings.Row> older(int link) {
        var name = Integer.toString(link);
        return Stream.of(
                field(byLink(46, 108, link), ONE, REPLAYS, name)
                        .or(function(link, DL_REPLAY, REPLAYS, name)),
                field(byLink(53, 114, link), ONE, RECOVERIES, name)
                        .or(function(link, DL_RECOVERY, RECOVERIES, name)),
                field(byLink(32, 96, link), ONE, ERRORS, name, "crc_flit")
                        .or(function(link, DL_CRC_FLIT, ERRORS, name, "crc_flit")),
                field(byLink(39, 102, link), ONE, ERRORS, name, "crc_data")
                        .or(function(link, DL_CRC_DATA, ERRORS, name, "crc_data")),
                field(Field.of(148 + link), ONE, ERRORS, name, "ecc_data")
                        .or(function(link, DL_ECC_DATA, ERRORS, name, "ecc_data")));
    }

    /** One count of CRC errors, whichever they were. */
    private static Stream<Readings.Row> hopper(int link) {
        var name = Integer.toString(link);
        return Stream.of(
                field(new Field(161, link), ONE, REPLAYS, name)
                        .or(function(link, DL_REPLAY, REPLAYS, name)),
                field(new Field(162, link), ONE, RECOVERIES, name)
                        .or(function(link, DL_RECOVERY, RECOVERIES, name)),
                field(new Field(163, link), ONE, ERRORS, name, "crc")
                        .or(function(link, DL_CRC_FLIT, ERRORS, name, "crc")));
    }

    private static Readings.Row function(int link, int counter, Family family, String... labels) {
        return number(
                NvmlNvLink.nvmlDeviceGetNvLinkErrorCounter(link, counter), ONE, family, labels);
    }

    /** Twelve links have fields of their own; no chip of that age has more. */
    private static Field byLink(int first, int sixth, int link) {
        return Field.of(link < SECOND_BLOCK ? first + link : sixth + link - SECOND_BLOCK);
    }
}
