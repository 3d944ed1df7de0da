package io.hypervigil.host.jna;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * {@code unistd.h}: constants of the running system.
 *
 * <p>Thread: any.
 */
public final class Unistd {

    private static final int _SC_CLK_TCK = 2;
    private static final int _SC_PAGESIZE = 30;

    /** What Linux has used on all machines but Alpha and Itanium. */
    private static final long USUAL_TICKS = 100;

    private static final Optional<String> UNLINKED = CLibrary.link(Unistd.class);
    private static final OptionalLong PAGE_BYTES = constant(_SC_PAGESIZE);
    private static final long TICKS_PER_SECOND = constant(_SC_CLK_TCK).orElse(USUAL_TICKS);

    private Unistd() {}

    private static native long sysconf(int name);

    /** USER_HZ: the unit of the times in /proc/stat. */
    public static long ticksPerSecond() {
        return TICKS_PER_SECOND;
    }

    /** Bytes of a page of memory, or empty where the C library cannot be asked. */
    public static OptionalLong pageBytes() {
        return PAGE_BYTES;
    }

    private static OptionalLong constant(int name) {
        long value = UNLINKED.isPresent() ? -1 : sysconf(name);
        return value > 0 ? OptionalLong.of(value) : OptionalLong.empty();
    }
}
