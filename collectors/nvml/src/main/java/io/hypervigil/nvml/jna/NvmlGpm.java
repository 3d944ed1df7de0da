package io.hypervigil.nvml.jna;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * {@code nvml.h}, GPM: counters of the GPU's own performance monitors between two samples, on
 * Hopper and newer.
 *
 * <p>Two samples are kept and change places; the library allocates both once. A metric that the
 * device has not got is not asked for again, nor are those that are newer than the library.
 *
 * <p>Thread: one.
 */
public final class NvmlGpm implements AutoCloseable {

    private static final int METRICS = 24;
    private static final int SIZEOF_NVMLGPMMETRIC_T = 40;
    private static final int METRIC_RETURN = 4;
    private static final int METRIC_VALUE = 8;
    private static final int METRIC_UNIT = 32;

    /** Both structs carry a plain number where others carry their size too. */
    private static final int VERSION = 1;

    /** {@code NVML_GPM_METRIC_MAX} of the headers, newest first: of drivers 575 and 520. */
    private static final List<Integer> OLDER_ENDS = List.of(210, 98);

    private final NvmlLibrary library;
    private final List<Integer> metricIds;
    private final Map<Integer, String> units = new HashMap<>();
    private final Memory out = new Memory(Native.POINTER_SIZE);
    private final Memory metrics;
    private @Nullable Pointer older;
    private @Nullable Pointer newer;

    /**
     * {@code nvmlGpmMetric_t}.
     *
     * @param unit in the library's words: {@code %}, {@code MiB/s}
     */
    public record nvmlGpmMetric_t(int metricId, double value, String unit) {}

    /** For a library that is open; one object a device. */
    public NvmlGpm(NvmlLibrary library, List<Integer> metricIds) {
        this.library = library;
        this.metricIds = new ArrayList<>(metricIds);
        this.metrics = new Memory(METRICS + (long) metricIds.size() * SIZEOF_NVMLGPMMETRIC_T);
    }

    /** Whether a device has the monitors. */
    public static NvmlResult<Boolean> nvmlGpmQueryDeviceSupport(
            NvmlCalls calls, NvmlDevice device) {
        var out = calls.out();
        out.setInt(0, VERSION);
        out.setInt(4, 0);
        return calls.library()
                .call("nvmlGpmQueryDeviceSupport", device.handle(), out)
                .map(_ -> out.getInt(4) != 0);
    }

    /** Takes a sample; the one before it is kept to be compared with. */
    public NvmlResult<NvmlLibrary.Done> nvmlGpmSampleGet(NvmlDevice device) {
        return take(into -> library.call("nvmlGpmSampleGet", device.handle(), into));
    }

    /** As {@link #nvmlGpmSampleGet}, of an instance of a GPU that is divided. */
    public NvmlResult<NvmlLibrary.Done> nvmlGpmMigSampleGet(NvmlDevice device, int gpuInstanceId) {
        return take(
                into -> library.call("nvmlGpmMigSampleGet", device.handle(), gpuInstanceId, into));
    }

    /** What happened between the last two samples; empty where there are not two. */
    public NvmlResult<List<nvmlGpmMetric_t>> nvmlGpmMetricsGet() {
        var result = compare();
        for (int end : OLDER_ENDS) {
            if (result instanceof NvmlResult.Failed<?>(_, int code)
                    && NvmlReturn.isInvalid(code)
                    && metricIds.removeIf(id -> id >= end)) {
                result = compare();
            }
        }
        return result;
    }

    /** Gives the samples back: before the library is shut down. */
    @Override
    public void close() {
        for (var sample : new Pointer[] {older, newer}) {
            if (sample != null) {
                library.call("nvmlGpmSampleFree", sample);
            }
        }
        older = null;
        newer = null;
        out.close();
        metrics.close();
    }

    private NvmlResult<NvmlLibrary.Done> take(Function<Pointer, NvmlResult<NvmlLibrary.Done>> get) {
        var into = older;
        if (into == null) {
            var allocated = library.call("nvmlGpmSampleAlloc", out);
            if (!(allocated instanceof NvmlResult.Value<NvmlLibrary.Done>)) {
                return allocated;
            }
            into = out.getPointer(0);
        }
        var taken = get.apply(into);
        if (taken instanceof NvmlResult.Value<NvmlLibrary.Done>) {
            older = newer;
            newer = into;
        } else {
            older = into;
        }
        return taken;
    }

    private NvmlResult<List<nvmlGpmMetric_t>> compare() {
        var first = older;
        var second = newer;
        if (first == null || second == null) {
            return new NvmlResult.Value<>(List.of());
        }
        metrics.clear();
        metrics.setInt(0, VERSION);
        metrics.setInt(4, metricIds.size());
        metrics.setPointer(8, first);
        metrics.setPointer(16, second);
        for (int i = 0; i < metricIds.size(); i++) {
            metrics.setInt(at(i), metricIds.get(i));
        }
        return library.call("nvmlGpmMetricsGet", metrics).map(_ -> read());
    }

    private List<nvmlGpmMetric_t> read() {
        var there = new ArrayList<nvmlGpmMetric_t>(metricIds.size());
        var missing = new ArrayList<Integer>();
        for (int i = 0; i < metricIds.size(); i++) {
            int id = metricIds.get(i);
            double value = metrics.getDouble(at(i) + METRIC_VALUE);
            int code = metrics.getInt(at(i) + METRIC_RETURN);
            if (code != NvmlReturn.NVML_SUCCESS) {
                if (isNotThere(code)) {
                    missing.add(id);
                }
            } else if (Double.isFinite(value)) {
                // NaN is what the library writes where there was nothing to divide by.
                there.add(new nvmlGpmMetric_t(id, value, unit(id, i)));
            }
        }
        metricIds.removeAll(missing);
        return there;
    }

    private static boolean isNotThere(int nvmlReturn) {
        return NvmlReturn.isInvalid(nvmlReturn)
                || NvmlReturn.refusal("nvmlGpmMetricsGet", nvmlReturn)
                        instanceof NvmlResult.NotSupported<?>;
    }

    /** The library's texts do not change, so each is read once. */
    private String unit(int id, int index) {
        var known = units.get(id);
        if (known == null) {
            var text = metrics.getPointer(at(index) + METRIC_UNIT);
            known = text == null ? "" : text.getString(0);
            units.put(id, known);
        }
        return known;
    }

    private static long at(int index) {
        return METRICS + (long) index * SIZEOF_NVMLGPMMETRIC_T;
    }
}
