package io.hypervigil.nvml.jna;

/** {@code nvmlReturn_t}: what a number means, in our words. */
public final class NvmlReturn {

    static final int NVML_SUCCESS = 0;
    static final int NVML_ERROR_UNINITIALIZED = 1;
    static final int NVML_ERROR_INVALID_ARGUMENT = 2;
    static final int NVML_ERROR_NOT_SUPPORTED = 3;
    static final int NVML_ERROR_NO_PERMISSION = 4;
    static final int NVML_ERROR_NOT_FOUND = 6;
    static final int NVML_ERROR_INSUFFICIENT_SIZE = 7;
    static final int NVML_ERROR_DRIVER_NOT_LOADED = 9;
    static final int NVML_ERROR_TIMEOUT = 10;
    static final int NVML_ERROR_FUNCTION_NOT_FOUND = 13;
    static final int NVML_ERROR_CORRUPTED_INFOROM = 14;
    static final int NVML_ERROR_GPU_IS_LOST = 15;
    static final int NVML_ERROR_RESET_REQUIRED = 16;
    static final int NVML_ERROR_LIB_RM_VERSION_MISMATCH = 18;
    static final int NVML_ERROR_IN_USE = 19;
    static final int NVML_ERROR_NO_DATA = 21;
    static final int NVML_ERROR_INSUFFICIENT_RESOURCES = 23;
    static final int NVML_ERROR_ARGUMENT_VERSION_MISMATCH = 25;
    static final int NVML_ERROR_DEPRECATED = 26;
    static final int NVML_ERROR_GPU_NOT_FOUND = 28;

    private NvmlReturn() {}

    /** Whether it says that nothing was found: a hole in a list, no new sample, no event. */
    public static boolean isNothingThere(int nvmlReturn) {
        return nvmlReturn == NVML_ERROR_NOT_FOUND || nvmlReturn == NVML_ERROR_TIMEOUT;
    }

    /** Whether the driver is not loaded, or not for this process. */
    public static boolean isNoDriver(int nvmlReturn) {
        return nvmlReturn == NVML_ERROR_DRIVER_NOT_LOADED;
    }

    /** Whether the library is another version's than the kernel module. */
    public static boolean isMismatch(int nvmlReturn) {
        return nvmlReturn == NVML_ERROR_LIB_RM_VERSION_MISMATCH;
    }

    /** Whether the call makes no sense for the device, and will not next time either. */
    public static boolean isInvalid(int nvmlReturn) {
        return nvmlReturn == NVML_ERROR_INVALID_ARGUMENT;
    }

    /** Whether something else has to let go of the device first. */
    public static boolean isInUse(int nvmlReturn) {
        return nvmlReturn == NVML_ERROR_IN_USE;
    }

    /** Whether there is no room for another instance. */
    public static boolean isOutOfResources(int nvmlReturn) {
        return nvmlReturn == NVML_ERROR_INSUFFICIENT_RESOURCES;
    }

    /** Whether someone has to look after the device. */
    public static boolean needsOperator(int nvmlReturn) {
        return nvmlReturn == NVML_ERROR_CORRUPTED_INFOROM
                || nvmlReturn == NVML_ERROR_RESET_REQUIRED;
    }

    /** For people: {@code nvmlInit_v2: 18, the library is another version's than the driver}. */
    public static String text(String call, int nvmlReturn) {
        return call + ": " + nvmlReturn + ", " + meaning(nvmlReturn);
    }

    static <T> NvmlResult<T> refusal(String call, int nvmlReturn) {
        return switch (nvmlReturn) {
            case NVML_ERROR_NOT_SUPPORTED, NVML_ERROR_DEPRECATED -> new NvmlResult.NotSupported<>();
            case NVML_ERROR_NO_PERMISSION -> new NvmlResult.NoPermission<>();
            case NVML_ERROR_FUNCTION_NOT_FOUND -> new NvmlResult.NoSymbol<>(call);
            case NVML_ERROR_UNINITIALIZED,
                    NVML_ERROR_DRIVER_NOT_LOADED,
                    NVML_ERROR_GPU_IS_LOST,
                    NVML_ERROR_LIB_RM_VERSION_MISMATCH,
                    NVML_ERROR_GPU_NOT_FOUND ->
                    new NvmlResult.Lost<>(call, nvmlReturn);
            default -> new NvmlResult.Failed<>(call, nvmlReturn);
        };
    }

    private static String meaning(int nvmlReturn) {
        return switch (nvmlReturn) {
            case NVML_ERROR_UNINITIALIZED -> "the library was not initialised or was shut down";
            case NVML_ERROR_INVALID_ARGUMENT -> "an argument is not valid for this device";
            case NVML_ERROR_NOT_SUPPORTED -> "not supported";
            case NVML_ERROR_NO_PERMISSION -> "no permission";
            case NVML_ERROR_NOT_FOUND -> "not found";
            case NVML_ERROR_INSUFFICIENT_SIZE -> "the buffer is too small";
            case 8 -> "a power cable is not attached";
            case NVML_ERROR_DRIVER_NOT_LOADED -> "the driver is not loaded";
            case NVML_ERROR_TIMEOUT -> "timeout";
            case 11 -> "the kernel found a problem with the GPU's interrupt";
            case NVML_ERROR_FUNCTION_NOT_FOUND -> "the driver has no such function";
            case NVML_ERROR_CORRUPTED_INFOROM -> "the infoROM is corrupted";
            case NVML_ERROR_GPU_IS_LOST -> "the GPU has fallen off the bus or is not accessible";
            case NVML_ERROR_RESET_REQUIRED -> "the GPU needs a reset";
            case 17 -> "the operating system refused it";
            case NVML_ERROR_LIB_RM_VERSION_MISMATCH ->
                    "the library is another version's than the driver in the kernel";
            case NVML_ERROR_IN_USE -> "in use";
            case 20 -> "out of memory";
            case NVML_ERROR_NO_DATA -> "no data";
            case NVML_ERROR_INSUFFICIENT_RESOURCES -> "out of resources";
            case NVML_ERROR_ARGUMENT_VERSION_MISMATCH ->
                    "another version of the struct is expected";
            case 27 -> "not ready";
            case NVML_ERROR_GPU_NOT_FOUND -> "no GPU found";
            case 29 -> "the state does not allow it";
            default -> "unknown error";
        };
    }
}
