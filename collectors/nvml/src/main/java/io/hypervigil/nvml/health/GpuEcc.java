package io.hypervigil.nvml.health;

import static io.hypervigil.nvml.gpu.GpuFamily.counter;
import static io.hypervigil.nvml.gpu.GpuFamily.gauge;
import static io.hypervigil.nvml.gpu.Readings.ONE;
import static io.hypervigil.nvml.gpu.Readings.number;
import static io.hypervigil.nvml.gpu.Readings.numbers;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.nvml.gpu.GpuPartType;
import io.hypervigil.nvml.gpu.Readings;
import io.hypervigil.nvml.jna.NvmlEcc;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Errors of memory, since the GPU was made and since the driver was loaded. SRAM is a family of its
 * own: it is all the caches and registers together, which older chips count one by one.
 *
 * <pre>
 * gpu_ecc_errors_total{gpu="GPU-7f3c…",error="corrected"} 12
 * gpu_ecc_location_errors_total{gpu="GPU-7f3c…",error="corrected",location="device_memory"} 12
 * </pre>
 */
public final class GpuEcc {

    static final Group GROUP = Group.on("nvml.ecc", "memory errors of GPUs, from NVML");

    private static final String MODE = "from nvmlDeviceGetEccMode.";
    private static final Family ENABLED =
            gauge(GROUP, "gpu_ecc_enabled", "Whether errors are corrected, " + MODE);
    private static final Family PENDING =
            gauge(
                    GROUP,
                    "gpu_ecc_enabled_pending",
                    "Whether errors will be corrected after the next reset, " + MODE);

    /** In the order of nvmlMemoryErrorType_t. */
    private static final List<String> ERRORS = List.of("corrected", "uncorrected");

    /** In the order of nvmlMemoryLocation_t, but for SRAM, the last one. */
    private static final List<String> LOCATIONS =
            List.of(
                    "l1_cache",
                    "l2_cache",
                    "device_memory",
                    "register_file",
                    "texture_memory",
                    "texture_shared_memory",
                    "cbu");

    private static final int SRAM = 7;

    private static final Scope VOLATILE =
            new Scope(0, "gpu_ecc_volatile", "since the driver was loaded");
    private static final Scope AGGREGATE = new Scope(1, "gpu_ecc", "since the GPU was made");

    public static final GpuPartType TYPE =
            new GpuPartType(
                    GROUP,
                    Stream.of(
                                    Stream.of(ENABLED, PENDING),
                                    VOLATILE.families(),
                                    AGGREGATE.families())
                            .flatMap(families -> families)
                            .toList(),
                    Readings.of(
                                    Stream.of(
                                                    Stream.of(
                                                            numbers(
                                                                    NvmlEcc.nvmlDeviceGetEccMode,
                                                                    ONE,
                                                                    ENABLED,
                                                                    PENDING)),
                                                    VOLATILE.rows(),
                                                    AGGREGATE.rows())
                                            .flatMap(rows -> rows))
                            ::part);

    private GpuEcc() {}

    /** One of nvmlEccCounterType_t and its families. */
    private record Scope(int counterType, Family total, Family location, Family sram) {

        Scope(int counterType, String prefix, String when) {
            this(
                    counterType,
                    counter(
                            GROUP,
                            prefix + "_errors_total",
                            "Errors " + when + ", from nvmlDeviceGetTotalEccErrors.",
                            "error"),
                    counter(
                            GROUP,
                            prefix + "_location_errors_total",
                            "Errors "
                                    + when
                                    + " by where they were, from nvmlDeviceGetMemoryErrorCounter.",
                            "error",
                            "location"),
                    counter(
                            GROUP,
                            prefix + "_sram_errors_total",
                            "Errors "
                                    + when
                                    + " in caches and registers, from"
                                    + " nvmlDeviceGetMemoryErrorCounter.",
                            "error"));
        }

        Stream<Family> families() {
            return Stream.of(total, location, sram);
        }

        Stream<Readings.Row> rows() {
            return IntStream.range(0, ERRORS.size()).boxed().flatMap(this::rows);
        }

        private Stream<Readings.Row> rows(int error) {
            var name = ERRORS.get(error);
            var wholes =
                    Stream.of(
                            number(
                                    NvmlEcc.nvmlDeviceGetTotalEccErrors(error, counterType),
                                    ONE,
                                    total,
                                    name),
                            number(
                                    NvmlEcc.nvmlDeviceGetMemoryErrorCounter(
                                            error, counterType, SRAM),
                                    ONE,
                                    sram,
                                    name));
            var parts =
                    IntStream.range(0, LOCATIONS.size())
                            .mapToObj(
                                    place ->
                                            number(
                                                    NvmlEcc.nvmlDeviceGetMemoryErrorCounter(
                                                            error, counterType, place),
                                                    ONE,
                                                    location,
                                                    name,
                                                    LOCATIONS.get(place)));
            return Stream.concat(wholes, parts);
        }
    }
}
