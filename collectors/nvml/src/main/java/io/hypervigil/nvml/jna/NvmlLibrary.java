package io.hypervigil.nvml.jna;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * libnvidia-ml: loading, initialising, and what of it asks no device.
 *
 * <p>Its functions are looked up one by one, once each. It knows nothing of threads that are within
 * a call when it is shut down or closed: who owns it sees to that there is none.
 *
 * <p>Thread: any for {@link #exports}; one for the rest.
 */
public final class NvmlLibrary implements AutoCloseable {

    private static final int VERSION_BYTES = 80;
    private static final NvmlResult<Done> DONE = new NvmlResult.Value<>(Done.DONE);

    private final NativeLibrary library;
    private final Map<String, Optional<Function>> functions = new ConcurrentHashMap<>();

    /** Whether the library could be loaded. */
    public sealed interface Opening {

        /** It could. */
        record Opened(NvmlLibrary library) implements Opening {}

        /**
         * It could not.
         *
         * @param reason the loader's own words
         */
        record NotThere(String reason) implements Opening {}
    }

    /** A call whose only answer is that it was done. */
    public enum Done {
        DONE
    }

    private NvmlLibrary(NativeLibrary library) {
        this.library = library;
    }

    /**
     * Loads the library. Nothing of it is called.
     *
     * @param nameOrPath a soname or an absolute path
     */
    public static Opening open(String nameOrPath) {
        try {
            return new Opening.Opened(new NvmlLibrary(NativeLibrary.getInstance(nameOrPath)));
        } catch (LinkageError e) {
            return new Opening.NotThere(why(String.valueOf(e.getMessage())));
        }
    }

    /** JNA says which library first, and in the next line what the loader says of it. */
    private static String why(String message) {
        var lines = message.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        return lines.isEmpty() ? message : lines.get(Math.min(1, lines.size() - 1));
    }

    /** Whether the library has a function of that name. */
    public boolean exports(String symbol) {
        return function(symbol).isPresent();
    }

    /** Opens the driver's device nodes; as root it makes them where they are not there. */
    public NvmlResult<Done> nvmlInit_v2() {
        return call("nvmlInit_v2");
    }

    /** Makes every handle worthless and closes the device nodes. */
    public NvmlResult<Done> nvmlShutdown() {
        return call("nvmlShutdown");
    }

    /** The driver's version: {@code 550.54.15}. */
    public NvmlResult<String> nvmlSystemGetDriverVersion() {
        return version("nvmlSystemGetDriverVersion");
    }

    /** The library's version; works before it is initialised. */
    public NvmlResult<String> nvmlSystemGetNVMLVersion() {
        return version("nvmlSystemGetNVMLVersion");
    }

    /**
     * The newest CUDA that the driver can: 12040 for 12.4. The newer function asks libcuda, which
     * need not be there; then the older one tells what the driver was made for.
     */
    public NvmlResult<Integer> nvmlSystemGetCudaDriverVersion() {
        var newer = number("nvmlSystemGetCudaDriverVersion_v2");
        return newer instanceof NvmlResult.Value<Integer>
                ? newer
                : number("nvmlSystemGetCudaDriverVersion");
    }

    /** Devices that have a handle by index. */
    public NvmlResult<Integer> nvmlDeviceGetCount_v2() {
        return number("nvmlDeviceGetCount_v2");
    }

    /** The handle of a device by the driver's number; may wake the device. */
    public NvmlResult<NvmlDevice> nvmlDeviceGetHandleByIndex_v2(int index) {
        try (var out = new Memory(Native.POINTER_SIZE)) {
            return call("nvmlDeviceGetHandleByIndex_v2", index, out)
                    .map(_ -> new NvmlDevice(out.getPointer(0)));
        }
    }

    /**
     * The handle of a device by its address; opens no other device.
     *
     * @param pciBusId {@code 00000000:3B:00.0}
     */
    public NvmlResult<NvmlDevice> nvmlDeviceGetHandleByPciBusId_v2(String pciBusId) {
        var bytes = pciBusId.getBytes(StandardCharsets.US_ASCII);
        try (var in = new Memory(bytes.length + 1L);
                var out = new Memory(Native.POINTER_SIZE)) {
            in.write(0, bytes, 0, bytes.length);
            in.setByte(bytes.length, (byte) 0);
            return call("nvmlDeviceGetHandleByPciBusId_v2", in, out)
                    .map(_ -> new NvmlDevice(out.getPointer(0)));
        }
    }

    /** Unloads the library, so that the next one loaded is the one on disk then. */
    @Override
    public void close() {
        functions.clear();
        library.close();
    }

    /** Makes a call, if the library has it. Arguments are pointers and ints. */
    NvmlResult<Done> call(String symbol, Object... arguments) {
        var function = function(symbol);
        if (function.isEmpty()) {
            return new NvmlResult.NoSymbol<>(symbol);
        }
        int code = function.get().invokeInt(arguments);
        return code == NvmlReturn.NVML_SUCCESS ? DONE : NvmlReturn.refusal(symbol, code);
    }

    private Optional<Function> function(String symbol) {
        var known = functions.get(symbol);
        return known == null ? functions.computeIfAbsent(symbol, this::look) : known;
    }

    private Optional<Function> look(String symbol) {
        try {
            return Optional.of(library.getFunction(symbol));
        } catch (UnsatisfiedLinkError _) {
            return Optional.empty();
        }
    }

    private NvmlResult<String> version(String symbol) {
        try (var out = new Memory(VERSION_BYTES)) {
            return call(symbol, out, VERSION_BYTES).map(_ -> out.getString(0));
        }
    }

    private NvmlResult<Integer> number(String symbol) {
        try (var out = new Memory(Integer.BYTES)) {
            return call(symbol, out).map(_ -> out.getInt(0));
        }
    }
}
