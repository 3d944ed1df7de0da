package io.hypervigil.nvml.health;

import static io.hypervigil.nvml.gpu.GpuFamily.counter;
import static io.hypervigil.nvml.gpu.GpuFamily.gauge;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.nvml.gpu.Gpu;
import io.hypervigil.nvml.gpu.GpuPart;
import io.hypervigil.nvml.gpu.GpuPartType;
import io.hypervigil.nvml.gpu.Readings;
import io.hypervigil.nvml.jna.NvmlFieldValues.Field;
import io.hypervigil.nvml.jna.NvmlHealth;
import java.util.ArrayList;
import java.util.List;

/**
 * The links between the chips of a superchip, GPU and CPU.
 *
 * <pre>
 * gpu_c2c_enabled{gpu="GPU-7f3c…"} 1
 * gpu_c2c_link_up{gpu="GPU-7f3c…",link="0"} 1
 * </pre>
 */
public final class GpuC2c implements GpuPart {

    static final Group GROUP = Group.on("nvml.c2c", "links between the chips, from NVML");

    private static final Family ENABLED =
            gauge(
                    GROUP,
                    "gpu_c2c_enabled",
                    "Whether the chips are linked, from nvmlDeviceGetC2cModeInfoV.");
    private static final Family UP = link("up", "Whether the link is up", "GET_STATUS");
    private static final Family BANDWIDTH =
            link("max_bytes_per_second", "The most that the link can carry", "GET_MAX_BW");
    private static final Family LOW_POWER =
            link("low_power", "Whether the link saves power", "POWER_STATE");
    private static final Family INTERRUPTS =
            errors("error_interrupts_total", "Interrupts for errors of the link", "ERROR_INTR");
    private static final Family REPLAYS =
            errors("replays_total", "Transfers that were repeated", "ERROR_REPLAY");
    private static final Family BACK_TO_BACK =
            errors(
                    "back_to_back_replays_total",
                    "Transfers that were repeated right after another one",
                    "ERROR_REPLAY_B2B");

    public static final GpuPartType TYPE =
            new GpuPartType(
                    GROUP,
                    List.of(ENABLED, UP, BANDWIDTH, LOW_POWER, INTERRUPTS, REPLAYS, BACK_TO_BACK),
                    GpuC2c::new);

    private static final Field LINK_COUNT = Field.of(170);

    /** As many as the header has metrics for. */
    private static final int MAX_LINKS = 14;

    private record OfLink(int fieldId, Family family, double scale) {}

    private static final List<OfLink> LINK_FIELDS =
            List.of(
                    new OfLink(171, UP, 1),
                    new OfLink(172, BANDWIDTH, Readings.MEGA),
                    new OfLink(231, INTERRUPTS, 1),
                    new OfLink(232, REPLAYS, 1),
                    new OfLink(233, BACK_TO_BACK, 1),
                    new OfLink(234, LOW_POWER, 1));

    private GpuC2c() {}

    /** Links are asked for only where there are any: else each would be a refusal to learn. */
    @Override
    public List<Field> fields(Gpu gpu) {
        if (gpu.number(NvmlHealth.nvmlDeviceGetC2cModeInfoV).orElse(0) == 0) {
            return List.of();
        }
        var fields = new ArrayList<>(List.of(LINK_COUNT));
        for (int link = 0; link < MAX_LINKS; link++) {
            for (OfLink ofLink : LINK_FIELDS) {
                fields.add(new Field(ofLink.fieldId, link));
            }
        }
        return fields;
    }

    @Override
    public void sample(Gpu gpu, SampleSink sink) {
        gpu.number(NvmlHealth.nvmlDeviceGetC2cModeInfoV)
                .ifPresent(enabled -> sink.add(ENABLED, enabled, gpu.uuid()));
        int links = (int) gpu.field(LINK_COUNT).orElse(0);
        for (int link = 0; link < Math.min(links, MAX_LINKS); link++) {
            for (OfLink ofLink : LINK_FIELDS) {
                var number = Integer.toString(link);
                gpu.field(new Field(ofLink.fieldId, link))
                        .ifPresent(
                                value ->
                                        sink.add(
                                                ofLink.family,
                                                value * ofLink.scale,
                                                gpu.uuid(),
                                                number));
            }
        }
    }

    private static Family link(String name, String help, String field) {
        return gauge(GROUP, "gpu_c2c_link_" + name, from(help, field), "link");
    }

    private static Family errors(String name, String help, String field) {
        return counter(GROUP, "gpu_c2c_link_" + name, from(help, field), "link");
    }

    private static String from(String help, String field) {
        return help + ", from NVML_FI_DEV_C2C_LINK_" + field + ".";
    }
}
