package io.hypervigil.nvml.jna;

import java.util.Optional;
import java.util.function.Function;

/**
 * How a call of the library ended.
 *
 * @param <T> what it answers with
 */
public sealed interface NvmlResult<T> {

    /** It answered. */
    record Value<T>(T content) implements NvmlResult<T> {}

    /** This device, or this driver, has no such thing and never will while it is loaded. */
    record NotSupported<T>() implements NvmlResult<T> {}

    /** This process may not ask. */
    record NoPermission<T>() implements NvmlResult<T> {}

    /** The library has no such function: the driver is older, or newer, than it. */
    record NoSymbol<T>(String symbol) implements NvmlResult<T> {}

    /** The device or the driver is gone, and every handle with it. */
    record Lost<T>(String call, int nvmlReturn) implements NvmlResult<T> {}

    /** Anything else. */
    record Failed<T>(String call, int nvmlReturn) implements NvmlResult<T> {}

    /** The answer, where there is one. */
    default Optional<T> answer() {
        return this instanceof Value<T>(var content) ? Optional.of(content) : Optional.empty();
    }

    /** The same with its answer made into something else. */
    default <R> NvmlResult<R> map(Function<? super T, ? extends R> made) {
        return switch (this) {
            case Value<T>(var content) -> new Value<>(made.apply(content));
            case NotSupported<T>() -> new NotSupported<>();
            case NoPermission<T>() -> new NoPermission<>();
            case NoSymbol<T>(var symbol) -> new NoSymbol<>(symbol);
            case Lost<T>(var call, int code) -> new Lost<>(call, code);
            case Failed<T>(var call, int code) -> new Failed<>(call, code);
        };
    }

    /** What to ask next where the library or the device has not got this one. */
    default NvmlResult<T> or(java.util.function.Supplier<NvmlResult<T>> older) {
        return switch (this) {
            case NotSupported<T>(), NoSymbol<T>(_) -> older.get();
            case Value<T>(_), NoPermission<T>(), Lost<T>(_, _), Failed<T>(_, _) -> this;
        };
    }

    /** What to ask next where the library knows another version of the struct. */
    default NvmlResult<T> orVersion(java.util.function.Supplier<NvmlResult<T>> other) {
        return this instanceof Failed<T>(_, int code)
                        && code == NvmlReturn.NVML_ERROR_ARGUMENT_VERSION_MISMATCH
                ? other.get()
                : this;
    }
}
