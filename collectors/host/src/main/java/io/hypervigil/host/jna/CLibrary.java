package io.hypervigil.host.jna;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Links the native methods of this package's classes with the C library, and turns what they throw.
 */
final class CLibrary {

    private CLibrary() {}

    /** Links a class; the answer is why it could not be, or empty. */
    static Optional<String> link(Class<?> header) {
        try {
            if (!Platform.isLinux() || Native.LONG_SIZE != 8) {
                return Optional.of("system calls are known for Linux on 64 bits only");
            }
            Native.register(header, Platform.C_LIBRARY_NAME);
            return Optional.empty();
        } catch (LinkageError e) {
            return Optional.of("the C library could not be linked: " + e);
        }
    }

    /** Makes a call whose failure JNA throws. */
    static <T> CallResult<T> call(String name, Optional<String> unlinked, Supplier<T> call) {
        if (unlinked.isPresent()) {
            return new CallResult.Unlinked<>(unlinked.get());
        }
        try {
            return new CallResult.Answer<>(call.get());
        } catch (LastErrorException e) {
            return new CallResult.Errno<>(name, e.getErrorCode());
        }
    }
}
