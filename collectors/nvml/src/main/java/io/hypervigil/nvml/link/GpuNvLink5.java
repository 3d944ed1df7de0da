package io.hypervigil.nvml.link;

import static io.hypervigil.nvml.gpu.GpuFamily.counter;
import static io.hypervigil.nvml.gpu.GpuFamily.gauge;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.nvml.gpu.Gpu;
import io.hypervigil.nvml.gpu.GpuPart;
import io.hypervigil.nvml.gpu.GpuPartType;
import io.hypervigil.nvml.jna.NvmlFieldValues.Field;
import java.util.List;
import java.util.stream.Stream;

/**
 * What NVLink 5 and later count: packets, errors of each kind, and how many bits go wrong.
 *
 * <pre>
 * gpu_nvlink_symbol_errors_total{gpu="GPU-7f3c…",link="3"} 0
 * gpu_nvlink_bit_error_ratio{gpu="GPU-7f3c…",link="3",kind="effective"} 1.5e-254
 * gpu_nvlink_recovery_events_total{gpu="GPU-7f3c…",link="3",result="successful"} 2
 * </pre>
 */
public final class GpuNvLink5 implements GpuPart {

    static final Group GROUP =
            Group.on("nvml.nvlink5", "errors of GPUs' links since NVLink 5, from NVML");

    private static final Family RECOVERY =
            counter(
                    GROUP,
                    "gpu_nvlink_recovery_events_total",
                    "Times that the link was trained anew, from"
                            + " NVML_FI_DEV_NVLINK_COUNT_LINK_RECOVERY_*_EVENTS.",
                    "link",
                    "result");
    private static final Family RAW_ERRORS =
            counter(
                    GROUP,
                    "gpu_nvlink_raw_errors_total",
                    "Errors before any correction, from NVML_FI_DEV_NVLINK_COUNT_RAW_ERRORS_*.",
                    "link",
                    "lane");
    private static final Family BIT_ERRORS =
            gauge(
                    GROUP,
                    "gpu_nvlink_bit_error_ratio",
                    "Share of wrong bits, before and after correction and by symbol, from"
                            + " NVML_FI_DEV_NVLINK_COUNT_*_BER.",
                    "link",
                    "kind");

    /** A field of each link, and the labels of its series behind the link. */
    private record OfLink(int fieldId, Family family, List<String> labels) {

        OfLink(int fieldId, Family family, String... labels) {
            this(fieldId, family, List.of(labels));
        }

        String[] labels(Gpu gpu, int link) {
            return Stream.concat(Stream.of(gpu.uuid(), Integer.toString(link)), labels.stream())
                    .toArray(String[]::new);
        }
    }

    // Successful and failed recoveries are all there are (field 215), so their sum is left out.
    private static final List<OfLink> COUNTS =
            List.of(
                    count(201, "transmit_packets", "Packets sent", "XMIT_PACKETS"),
                    count(203, "receive_packets", "Packets received", "RCV_PACKETS"),
                    count(205, "vl15_dropped", "Management packets dropped", "VL15_DROPPED"),
                    count(206, "malformed_packets", "Malformed packets", "MALFORMED_PACKET_ERRORS"),
                    count(207, "buffer_overruns", "Buffers overrun", "BUFFER_OVERRUN_ERRORS"),
                    count(208, "receive_errors", "Packets received with an error", "RCV_ERRORS"),
                    count(
                            209,
                            "receive_remote_errors",
                            "Packets that the sender marked as bad",
                            "RCV_REMOTE_ERRORS"),
                    count(
                            210,
                            "receive_general_errors",
                            "Other errors in receiving",
                            "RCV_GENERAL_ERRORS"),
                    count(
                            211,
                            "integrity_errors",
                            "Times that errors of the link passed its threshold",
                            "LOCAL_LINK_INTEGRITY_ERRORS"),
                    count(212, "transmit_discards", "Packets not sent", "XMIT_DISCARDS"),
                    new OfLink(213, RECOVERY, "successful"),
                    new OfLink(214, RECOVERY, "failed"),
                    count(219, "effective_errors", "Errors after correction", "EFFECTIVE_ERRORS"),
                    count(221, "symbol_errors", "Errors of symbols", "SYMBOL_ERRORS"),
                    new OfLink(289, RAW_ERRORS, "0"),
                    new OfLink(290, RAW_ERRORS, "1"),
                    count(294, "plr_transmit_blocks", "Blocks sent", "PLR_XMIT_BLOCKS"),
                    count(
                            295,
                            "plr_retry_blocks",
                            "Blocks sent once more",
                            "PLR_XMIT_RETRY_BLOCKS"));

    private static final List<OfLink> RATIOS =
            List.of(
                    new OfLink(293, BIT_ERRORS, "raw"),
                    new OfLink(220, BIT_ERRORS, "effective"),
                    new OfLink(222, BIT_ERRORS, "symbol"));

    public static final GpuPartType TYPE =
            new GpuPartType(
                    GROUP,
                    Stream.concat(COUNTS.stream(), RATIOS.stream())
                            .map(OfLink::family)
                            .distinct()
                            .toList(),
                    GpuNvLink5::new);

    private static final int EXPONENT = 0xFF;
    private static final int MANTISSA = 0xF;
    private static final int MANTISSA_SHIFT = 8;

    private List<Integer> links = List.of();

    private GpuNvLink5() {}

    @Override
    public List<Field> fields(Gpu gpu) {
        var found = NvLinks.of(gpu);
        links = found.generation() == NvLinks.Generation.NEWER ? found.numbers() : List.of();
        return links.stream()
                .flatMap(
                        link ->
                                Stream.concat(COUNTS.stream(), RATIOS.stream())
                                        .map(count -> new Field(count.fieldId, link)))
                .toList();
    }

    @Override
    public void sample(Gpu gpu, SampleSink sink) {
        for (int link : links) {
            for (OfLink count : COUNTS) {
                gpu.field(new Field(count.fieldId, link))
                        .ifPresent(value -> sink.add(count.family, value, count.labels(gpu, link)));
            }
            for (OfLink ratio : RATIOS) {
                gpu.field(new Field(ratio.fieldId, link))
                        .ifPresent(
                                value ->
                                        sink.add(
                                                ratio.family,
                                                ratio((long) value),
                                                ratio.labels(gpu, link)));
            }
        }
    }

    /** Four bits before eight bits of a negative exponent of ten. */
    static double ratio(long encoded) {
        long mantissa = (encoded >>> MANTISSA_SHIFT) & MANTISSA;
        return mantissa == 0 ? 0 : Double.parseDouble(mantissa + "e-" + (encoded & EXPONENT));
    }

    private static OfLink count(int fieldId, String name, String help, String field) {
        String prefix =
                field.startsWith("PLR_") ? "NVML_FI_DEV_NVLINK_" : "NVML_FI_DEV_NVLINK_COUNT_";
        return new OfLink(
                fieldId,
                counter(
                        GROUP,
                        "gpu_nvlink_" + name + "_total",
                        help + ", from " + prefix + field + ".",
                        "link"));
    }
}
