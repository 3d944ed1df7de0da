package io.hypervigil.nvml.jna;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;

/**
 * {@code nvml.h}, events: what a driver tells by itself, from the moment that a device is
 * registered.
 *
 * <p>Thread: one.
 */
public final class NvmlEvents implements AutoCloseable {

    public static final long nvmlEventTypeXidCriticalError = 8;

    private static final int SIZEOF_NVMLEVENTDATA_T = 32;
    private static final int EVENT_TYPE = 8;
    private static final int EVENT_DATA = 16;

    private final NvmlLibrary library;
    private final Pointer set;
    private final Memory data = new Memory(SIZEOF_NVMLEVENTDATA_T);

    /** {@code nvmlEventData_t}; {@code eventData} is the XID where the type is that of an XID. */
    public record nvmlEventData_t(NvmlDevice device, long eventType, long eventData) {}

    private NvmlEvents(NvmlLibrary library, Pointer set) {
        this.library = library;
        this.set = set;
    }

    /** A set without devices. */
    public static NvmlResult<NvmlEvents> nvmlEventSetCreate(NvmlLibrary library) {
        try (var out = new Memory(Native.POINTER_SIZE)) {
            return library.call("nvmlEventSetCreate", out)
                    .map(_ -> new NvmlEvents(library, out.getPointer(0)));
        }
    }

    /** Has events of these types of a device come to the set; not supported where it has none. */
    public NvmlResult<NvmlLibrary.Done> nvmlDeviceRegisterEvents(NvmlDevice device, long types) {
        data.clear();
        var supported =
                library.call("nvmlDeviceGetSupportedEventTypes", device.handle(), data)
                        .map(_ -> data.getLong(0) & types);
        return switch (supported) {
            case NvmlResult.Value<Long>(Long wanted) ->
                    wanted == 0
                            ? new NvmlResult.NotSupported<>()
                            : library.call(
                                    "nvmlDeviceRegisterEvents", device.handle(), wanted, set);
            case NvmlResult<Long> refused -> refused.map(_ -> NvmlLibrary.Done.DONE);
        };
    }

    /** The next event, waited for that long; timeout where none came. */
    public NvmlResult<nvmlEventData_t> nvmlEventSetWait_v2(int timeoutMillis) {
        data.clear();
        return library.call("nvmlEventSetWait_v2", set, data, timeoutMillis)
                .map(
                        _ ->
                                new nvmlEventData_t(
                                        new NvmlDevice(data.getPointer(0)),
                                        data.getLong(EVENT_TYPE),
                                        data.getLong(EVENT_DATA)));
    }

    /** Gives the set back: before the library is shut down. */
    @Override
    public void close() {
        library.call("nvmlEventSetFree", set);
        data.close();
    }
}
