package io.hypervigil.nvml.gpm;

import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.nvml.gpu.Gpu;
import io.hypervigil.nvml.gpu.GpuPart;
import io.hypervigil.nvml.gpu.GpuPartType;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How busy each part of a chip was since the last round, on Hopper and newer. It holds no lock that
 * a profiler needs, and needs no privilege. The first round has no window to tell of.
 *
 * <pre>
 * gpu_sm_active_ratio{gpu="GPU-7f3c…"} 0.871
 * gpu_pipe_active_ratio{gpu="GPU-7f3c…",pipe="fp32"} 0.12
 * gpu_nvlink_link_transmit_bytes_per_second{gpu="GPU-7f3c…",link="3"} 1.2e+10
 * </pre>
 */
public final class GpuGpm implements GpuPart {

    static final Group GROUP =
            Group.on("nvml.gpm", "activity inside GPUs since Hopper, from NVML's GPM");

    private static final GpmTable TABLE = GpmTable.ofGpu(GROUP);

    public static final GpuPartType TYPE = type(System::nanoTime);

    private final LongSupplier nanoTime;
    private @Nullable GpmWindow window;
    private int era;

    private GpuGpm(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * The part by another clock.
     *
     * @param nanoTime as {@link System#nanoTime}
     */
    static GpuPartType type(LongSupplier nanoTime) {
        return new GpuPartType(GROUP, TABLE.families(), () -> new GpuGpm(nanoTime));
    }

    @Override
    public void sample(Gpu gpu, SampleSink sink) {
        if (gpu.era() != era) {
            // What a divided GPU has not got, a whole one may have.
            close();
            era = gpu.era();
        }
        if (window != null || GpmWindow.isSupported(gpu)) {
            window(gpu).sample(gpu, sink, gpu.uuid());
        }
    }

    private GpmWindow window(Gpu gpu) {
        var known = window;
        if (known == null) {
            known = GpmWindow.ofGpu(TABLE, gpu, nanoTime);
            window = known;
        }
        return known;
    }

    @Override
    public void close() {
        var known = window;
        if (known != null) {
            known.close();
        }
        window = null;
    }
}
