package io.hypervigil.nvml.jna;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code nvml.h}, system events, since the header of CUDA 12.9: GPUs that are given to a driver or
 * taken from it.
 *
 * <p>Thread: one.
 */
public final class NvmlSystemEvents implements AutoCloseable {

    /** A GPU is about to be taken from the driver; it waits until nobody has it open. */
    public static final long nvmlSystemEventTypeGpuDriverUnbind = 1;

    private static final int MOST = 8;
    private static final int SIZEOF_CREATE_REQUEST = 16;
    private static final int SIZEOF_REGISTER_REQUEST = 24;
    private static final int SIZEOF_WAIT_REQUEST = 32;
    private static final int SIZEOF_DATA = 16;
    private static final int VERSION_1 = 1 << 24;
    private static final int SET = 8;
    private static final int REGISTERED_SET = 16;
    private static final int TIMEOUT = 4;
    private static final int DATA = 16;
    private static final int DATA_SIZE = 24;
    private static final int NUMBER = 28;
    private static final int GPU_ID = 8;

    private final NvmlLibrary library;
    private final Pointer set;
    private final Memory request = new Memory(SIZEOF_WAIT_REQUEST);
    private final Memory data = new Memory((long) MOST * SIZEOF_DATA);

    /**
     * {@code nvmlSystemEventData_v1_t}.
     *
     * @param gpuId as the kernel module counts: domain, bus and device in 16, 8 and 8 bits
     */
    public record nvmlSystemEventData_t(long eventType, int gpuId) {}

    private NvmlSystemEvents(NvmlLibrary library, Pointer set) {
        this.library = library;
        this.set = set;
    }

    /** A set that gets events of these types from now on. */
    public static NvmlResult<NvmlSystemEvents> nvmlSystemRegisterEvents(
            NvmlLibrary library, long types) {
        try (var create = new Memory(SIZEOF_CREATE_REQUEST);
                var register = new Memory(SIZEOF_REGISTER_REQUEST)) {
            create.clear();
            create.setInt(0, SIZEOF_CREATE_REQUEST | VERSION_1);
            var created =
                    library.call("nvmlSystemEventSetCreate", create)
                            .map(_ -> new NvmlSystemEvents(library, create.getPointer(SET)));
            if (!(created instanceof NvmlResult.Value<NvmlSystemEvents>(var events))) {
                return created;
            }
            register.clear();
            register.setInt(0, SIZEOF_REGISTER_REQUEST | VERSION_1);
            register.setLong(SET, types);
            register.setPointer(REGISTERED_SET, events.set);
            var registered = library.call("nvmlSystemRegisterEvents", register);
            if (registered.answer().isEmpty()) {
                events.close();
            }
            return registered.map(_ -> events);
        }
    }

    /** What has happened; nothing there where the time is over before anything has. */
    public NvmlResult<List<nvmlSystemEventData_t>> nvmlSystemEventSetWait(int timeoutMillis) {
        request.clear();
        request.setInt(0, SIZEOF_WAIT_REQUEST | VERSION_1);
        request.setInt(TIMEOUT, timeoutMillis);
        request.setPointer(SET, set);
        request.setPointer(DATA, data);
        request.setInt(DATA_SIZE, MOST);
        return library.call("nvmlSystemEventSetWait", request).map(_ -> read());
    }

    /** Gives the set back: before the library is shut down. */
    @Override
    public void close() {
        request.clear();
        request.setInt(0, SIZEOF_CREATE_REQUEST | VERSION_1);
        request.setPointer(SET, set);
        library.call("nvmlSystemEventSetFree", request);
        request.close();
        data.close();
    }

    private List<nvmlSystemEventData_t> read() {
        int number = Math.clamp(request.getInt(NUMBER), 0, MOST);
        var events = new ArrayList<nvmlSystemEventData_t>(number);
        for (int i = 0; i < number; i++) {
            long at = (long) i * SIZEOF_DATA;
            events.add(new nvmlSystemEventData_t(data.getLong(at), data.getInt(at + GPU_ID)));
        }
        return events;
    }
}
