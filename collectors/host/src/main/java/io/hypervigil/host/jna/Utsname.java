package io.hypervigil.host.jna;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * {@code sys/utsname.h}.
 *
 * <p>Thread: any.
 */
public final class Utsname {

    /** Of each of the six fields of Linux' struct utsname, its 0 included. */
    private static final int FIELD_BYTES = 65;

    private static final int MACHINE = 4;

    private static final Optional<String> UNLINKED = CLibrary.link(Utsname.class);

    private Utsname() {}

    private static native int uname(Pointer buf) throws LastErrorException;

    /** The machine's architecture: {@code x86_64}, {@code aarch64}. */
    public static CallResult<String> machine() {
        return CLibrary.call(
                "uname",
                UNLINKED,
                () -> {
                    try (var buf = new Memory(6 * FIELD_BYTES)) {
                        uname(buf);
                        return buf.getString(
                                MACHINE * FIELD_BYTES, StandardCharsets.US_ASCII.name());
                    }
                });
    }
}
