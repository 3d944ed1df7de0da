package io.hypervigil.nvml.jna;

import com.sun.jna.Memory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * {@code nvml.h}, how busy each virtual GPU of a device keeps it.
 *
 * <p>Thread: one.
 */
public final class NvmlVgpuUtilization implements AutoCloseable {

    private static final int FIRST_ROOM = 128;
    private static final int MOST = 65_536;
    private static final int MAX_PERCENT = 100;

    private static final int INFO_BYTES = 32;
    private static final int VERSION = INFO_BYTES | (1 << 24);

    /** Where in the struct, or in the scratch memory, the numbers lie. */
    private static final int VALUE_TYPE = 4;

    private static final int COUNT = 8;
    private static final int LAST_SEEN = 16;
    private static final int ARRAY = 24;

    private static final int DOUBLE = 0;

    private final NvmlLibrary library;
    private final Memory info = new Memory(INFO_BYTES);
    private Memory samples = new Memory((long) FIRST_ROOM * Layout.NEWER.bytes);
    private long lastSeenTimeStamp;

    /** The struct of a sample. */
    private enum Layout {
        NEWER(64, 8, 0, 6),
        OLDER(48, 0, 8, 4);

        final int bytes;
        final int vgpuAt;
        final int timeStampAt;
        final int values;

        Layout(int bytes, int vgpuAt, int timeStampAt, int values) {
            this.bytes = bytes;
            this.vgpuAt = vgpuAt;
            this.timeStampAt = timeStampAt;
            this.values = values;
        }
    }

    /**
     * The newest sample of a virtual GPU.
     *
     * @param percents of multiprocessors, memory, encoder, decoder, and from newer drivers JPEG and
     *     OFA; empty what is no percentage
     */
    public record Sample(int vgpuInstance, long timeStamp, List<OptionalInt> percents) {

        public Sample {
            percents = List.copyOf(percents);
        }
    }

    /** For a library that is open; one object a device. */
    public NvmlVgpuUtilization(NvmlLibrary library) {
        this.library = library;
    }

    /** What is new since the last time: none or one of each virtual GPU. */
    public NvmlResult<Collection<Sample>> read(NvmlDevice device) {
        return fetch(() -> newer(device), Layout.NEWER)
                .or(() -> fetch(() -> older(device), Layout.OLDER));
    }

    @Override
    public void close() {
        info.close();
        samples.close();
    }

    private interface Call {
        NvmlResult<NvmlLibrary.Done> make();
    }

    private NvmlResult<NvmlLibrary.Done> newer(NvmlDevice device) {
        info.setInt(0, VERSION);
        info.setLong(LAST_SEEN, lastSeenTimeStamp);
        info.setPointer(ARRAY, samples);
        return library.call("nvmlDeviceGetVgpuInstancesUtilizationInfo", device.handle(), info);
    }

    private NvmlResult<NvmlLibrary.Done> older(NvmlDevice device) {
        return library.call(
                "nvmlDeviceGetVgpuUtilization",
                device.handle(),
                lastSeenTimeStamp,
                info.share(VALUE_TYPE),
                info.share(COUNT),
                samples);
    }

    private NvmlResult<Collection<Sample>> fetch(Call call, Layout layout) {
        while (true) {
            int room = (int) (samples.size() / layout.bytes);
            info.setInt(COUNT, room);
            var result = call.make();
            int wanted = info.getInt(COUNT);
            if (result instanceof NvmlResult.Failed<?>(_, int code)) {
                if (NvmlReturn.isNothingThere(code)) {
                    return new NvmlResult.Value<>(List.of());
                }
                if (code == NvmlReturn.NVML_ERROR_INSUFFICIENT_SIZE
                        && wanted > room
                        && wanted <= MOST) {
                    samples.close();
                    samples = new Memory(2L * wanted * Layout.NEWER.bytes);
                    continue;
                }
            }
            return result.map(_ -> newest(layout, Math.clamp(wanted, 0, room)));
        }
    }

    private Collection<Sample> newest(Layout layout, int count) {
        Map<Integer, Sample> newest = new HashMap<>();
        for (int i = 0; i < count; i++) {
            var sample = sample(layout, (long) i * layout.bytes);
            lastSeenTimeStamp = Math.max(lastSeenTimeStamp, sample.timeStamp);
            newest.merge(
                    sample.vgpuInstance,
                    sample,
                    (one, other) -> other.timeStamp >= one.timeStamp ? other : one);
        }
        return newest.values();
    }

    private Sample sample(Layout layout, long at) {
        var percents = new ArrayList<OptionalInt>(layout.values);
        for (int i = 0; i < layout.values; i++) {
            percents.add(percent(at + 16 + 8L * i));
        }
        return new Sample(
                samples.getInt(at + layout.vgpuAt),
                samples.getLong(at + layout.timeStampAt),
                percents);
    }

    private OptionalInt percent(long at) {
        double value =
                info.getInt(VALUE_TYPE) == DOUBLE
                        ? samples.getDouble(at)
                        : Integer.toUnsignedLong(samples.getInt(at));
        return value >= 0 && value <= MAX_PERCENT
                ? OptionalInt.of((int) value)
                : OptionalInt.empty();
    }
}
