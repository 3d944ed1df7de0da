package io.hypervigil.nvml.jna;

import com.sun.jna.Memory;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * {@code nvml.h}, the processes that run on a device. Dear: some milliseconds a call.
 *
 * <p>Thread: one.
 */
public final class NvmlProcesses implements AutoCloseable {

    private static final int FIRST_ROOM = 64;
    private static final int SLACK = 16;
    private static final int MOST = 4096;

    private static final int USED_GPU_MEMORY = 8;
    private static final int GPU_INSTANCE_ID = 16;
    private static final int COMPUTE_INSTANCE_ID = 20;
    private static final int NOT_AVAILABLE = -1;

    private static final int SIZEOF_NVMLPROCESSUTILIZATIONSAMPLE_T = 32;
    private static final int WIDEST = 32;
    private static final int MAX_PERCENT = 100;

    private final NvmlLibrary library;
    private final Memory count = new Memory(Integer.BYTES);
    private Memory list = new Memory((long) FIRST_ROOM * WIDEST);

    /** The three lists of the header, each with its versions, newest first. */
    public enum Kind {
        COMPUTE("nvmlDeviceGetComputeRunningProcesses"),
        GRAPHICS("nvmlDeviceGetGraphicsRunningProcesses"),
        MPS("nvmlDeviceGetMPSComputeRunningProcesses");

        private final String function;

        Kind(String function) {
            this.function = function;
        }

        /** The name of the function without its version: what of a device is asked. */
        public String question() {
            return function;
        }
    }

    /**
     * {@code nvmlProcessInfo_t}.
     *
     * @param usedGpuMemory bytes, where the driver says
     * @param gpuInstanceId where the process runs in a MIG device
     * @param computeInstanceId likewise
     */
    public record nvmlProcessInfo_t(
            long pid,
            OptionalLong usedGpuMemory,
            OptionalInt gpuInstanceId,
            OptionalInt computeInstanceId) {}

    /**
     * {@code nvmlProcessUtilizationSample_t}, in percent.
     *
     * @param timeStamp microseconds, to hand in at the next call
     */
    public record nvmlProcessUtilizationSample_t(
            long pid, long timeStamp, int smUtil, int memUtil, int encUtil, int decUtil) {}

    /** How a version of the list's function writes a process. */
    private record Layout(String symbol, int bytes) {}

    /** For a library that is open. */
    public NvmlProcesses(NvmlLibrary library) {
        this.library = library;
    }

    /** The processes of a kind on a GPU or MIG device. */
    public NvmlResult<List<nvmlProcessInfo_t>> running(NvmlDevice device, Kind kind) {
        var layout = layout(kind);
        return fetch(room -> library.call(layout.symbol, device.handle(), count, list))
                .map(number -> read(layout, number));
    }

    /**
     * How busy each process kept the device since a moment; not found where there is nothing new.
     * What cannot be, is left out: old drivers give garbage now and then.
     */
    public NvmlResult<List<nvmlProcessUtilizationSample_t>> nvmlDeviceGetProcessUtilization(
            NvmlDevice device, long lastSeenTimeStamp) {
        return fetch(
                        room ->
                                library.call(
                                        "nvmlDeviceGetProcessUtilization",
                                        device.handle(),
                                        list,
                                        count,
                                        lastSeenTimeStamp))
                .map(this::readSamples);
    }

    @Override
    public void close() {
        count.close();
        list.close();
    }

    private interface Call {
        NvmlResult<NvmlLibrary.Done> into(int room);
    }

    /** Lists grow between two calls, so a refusal for want of room is tried again with more. */
    private NvmlResult<Integer> fetch(Call call) {
        while (true) {
            int room = (int) (list.size() / WIDEST);
            count.setInt(0, room);
            var result = call.into(room);
            int wanted = count.getInt(0);
            boolean isTooSmall =
                    result instanceof NvmlResult.Failed<?>(_, int code)
                            && code == NvmlReturn.NVML_ERROR_INSUFFICIENT_SIZE;
            if (!isTooSmall || wanted <= room || wanted > MOST) {
                return result.map(_ -> Math.clamp(wanted, 0, room));
            }
            list.close();
            list = new Memory((long) (wanted + SLACK) * WIDEST);
        }
    }

    private Layout layout(Kind kind) {
        if (library.exports(kind.function + "_v3")) {
            return new Layout(kind.function + "_v3", newestBytes());
        }
        return library.exports(kind.function + "_v2")
                ? new Layout(kind.function + "_v2", 24)
                : new Layout(kind.function, 16);
    }

    /**
     * Drivers 530 to 535.86 write a longer struct than their header declares; they are told by
     * having one function of the time and not the one that came with the correction.
     */
    private int newestBytes() {
        return library.exports("nvmlDeviceGetConfComputeMemSizeInfo")
                        && !library.exports("nvmlDeviceGetRunningProcessDetailList")
                ? 32
                : 24;
    }

    private List<nvmlProcessInfo_t> read(Layout layout, int number) {
        var processes = new ArrayList<nvmlProcessInfo_t>(number);
        for (int i = 0; i < number; i++) {
            long at = (long) i * layout.bytes;
            long memory = list.getLong(at + USED_GPU_MEMORY);
            processes.add(
                    new nvmlProcessInfo_t(
                            Integer.toUnsignedLong(list.getInt(at)),
                            memory == NOT_AVAILABLE
                                    ? OptionalLong.empty()
                                    : OptionalLong.of(memory),
                            id(layout, at + GPU_INSTANCE_ID),
                            id(layout, at + COMPUTE_INSTANCE_ID)));
        }
        return processes;
    }

    private OptionalInt id(Layout layout, long at) {
        if (layout.bytes <= GPU_INSTANCE_ID || list.getInt(at) == NOT_AVAILABLE) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(list.getInt(at));
    }

    private List<nvmlProcessUtilizationSample_t> readSamples(int number) {
        var samples = new ArrayList<nvmlProcessUtilizationSample_t>(number);
        for (int i = 0; i < number; i++) {
            long at = (long) i * SIZEOF_NVMLPROCESSUTILIZATIONSAMPLE_T;
            var sample =
                    new nvmlProcessUtilizationSample_t(
                            Integer.toUnsignedLong(list.getInt(at)),
                            list.getLong(at + 8),
                            list.getInt(at + 16),
                            list.getInt(at + 20),
                            list.getInt(at + 24),
                            list.getInt(at + 28));
            if (isPercent(sample.smUtil) && isPercent(sample.memUtil)) {
                samples.add(sample);
            }
        }
        return samples;
    }

    private static boolean isPercent(int value) {
        return value >= 0 && value <= MAX_PERCENT;
    }
}
