package io.hypervigil.nvml.gpm;

import io.hypervigil.collect.SampleSink;
import io.hypervigil.nvml.gpu.Gpu;
import io.hypervigil.nvml.jna.NvmlGpm;
import io.hypervigil.nvml.jna.NvmlGpm.nvmlGpmMetric_t;
import io.hypervigil.nvml.jna.NvmlLibrary.Done;
import io.hypervigil.nvml.jna.NvmlResult;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * The monitors from one round to the next: a round's numbers are those of the time since the one
 * before it.
 *
 * <p>Within a second after a round its numbers hold, since the monitors need some time to count in;
 * after ten minutes without one a window begins anew, since nobody would take such a mean for the
 * present.
 *
 * <p>Thread: one.
 */
public final class GpmWindow implements AutoCloseable {

    private static final long SHORTEST_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long LONGEST_NANOS = Duration.ofMinutes(10).toNanos();

    private final GpmTable table;
    private final NvmlGpm gpm;
    private final LongSupplier nanoTime;
    private final String question;
    private final Function<NvmlGpm, NvmlResult<Done>> take;
    private List<nvmlGpmMetric_t> last = List.of();
    private boolean hasSample;
    private long sampledAt;

    private GpmWindow(
            GpmTable table,
            Gpu gpu,
            LongSupplier nanoTime,
            String question,
            Function<NvmlGpm, NvmlResult<Done>> take) {
        this.table = table;
        this.gpm = new NvmlGpm(gpu.calls().library(), table.ids());
        this.nanoTime = nanoTime;
        this.question = question;
        this.take = take;
    }

    /** Of a GPU that is not divided. */
    static GpmWindow ofGpu(GpmTable table, Gpu gpu, LongSupplier nanoTime) {
        return new GpmWindow(
                table,
                gpu,
                nanoTime,
                "nvmlGpmSampleGet",
                gpm -> gpm.nvmlGpmSampleGet(gpu.device()));
    }

    /** Of an instance of a GPU. */
    public static GpmWindow ofInstance(
            GpmTable table, Gpu gpu, int gpuInstanceId, LongSupplier nanoTime) {
        return new GpmWindow(
                table,
                gpu,
                nanoTime,
                "nvmlGpmMigSampleGet",
                gpm -> gpm.nvmlGpmMigSampleGet(gpu.device(), gpuInstanceId));
    }

    /** Whether a GPU has the monitors; one that has not is not asked again. */
    public static boolean isSupported(Gpu gpu) {
        return gpu.ask(
                        "nvmlGpmQueryDeviceSupport",
                        () ->
                                switch (NvmlGpm.nvmlGpmQueryDeviceSupport(
                                        gpu.calls(), gpu.device())) {
                                    case NvmlResult.Value<Boolean>(var has) when !has ->
                                            new NvmlResult.NotSupported<Boolean>();
                                    case NvmlResult<Boolean> other -> other;
                                })
                .isPresent();
    }

    /** Adds what was counted since the last round. */
    public void sample(Gpu gpu, SampleSink sink, String... labelValues) {
        long now = nanoTime.getAsLong();
        long since = now - sampledAt;
        if (!hasSample || since >= SHORTEST_NANOS) {
            boolean isContinued = hasSample && since <= LONGEST_NANOS;
            hasSample = gpu.ask(question, () -> take.apply(gpm)).isPresent();
            sampledAt = now;
            last = hasSample && isContinued ? compare(gpu) : List.of();
        }
        table.add(sink, last, labelValues);
    }

    /** How busy the streaming multiprocessors were by the last sample, 0 to 1. */
    public OptionalDouble smActive() {
        return table.smActive(last);
    }

    @Override
    public void close() {
        gpm.close();
    }

    private List<nvmlGpmMetric_t> compare(Gpu gpu) {
        return gpu.ask("nvmlGpmMetricsGet", gpm::nvmlGpmMetricsGet).orElse(List.of());
    }
}
