package io.hypervigil.host.jna;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.Optional;

/**
 * {@code sys/timex.h}: the kernel's clock discipline.
 *
 * <p>Thread: any.
 */
public final class Timex {

    /** The clock is not synchronized. */
    public static final int TIME_ERROR = 5;

    /** Bit of {@link Discipline#status}: offset and jitter are nanoseconds, not microseconds. */
    public static final int STA_NANO = 0x2000;

    private static final int STRUCT_BYTES = 208;

    private static final Optional<String> UNLINKED = CLibrary.link(Timex.class);

    private Timex() {}

    /**
     * Fields as in adjtimex(2), in its units.
     *
     * @param clockState what adjtimex returned: {@link #TIME_ERROR} where the clock is not in step
     */
    public record Discipline(
            int clockState,
            long offset,
            long freq,
            long maxerror,
            long esterror,
            int status,
            long constant,
            long tick,
            long ppsfreq,
            long jitter,
            int shift,
            long stabil,
            long jitcnt,
            long calcnt,
            long errcnt,
            long stbcnt,
            int tai) {}

    private static native int adjtimex(Pointer buf) throws LastErrorException;

    /** Reads the discipline and changes nothing. */
    public static CallResult<Discipline> adjtimex() {
        return CLibrary.call(
                "adjtimex",
                UNLINKED,
                () -> {
                    try (var buf = new Memory(STRUCT_BYTES)) {
                        buf.clear();
                        return read(adjtimex(buf), buf);
                    }
                });
    }

    // Offsets of struct timex where long has 64 bits: an int before a long takes 8 bytes.
    private static Discipline read(int clockState, Pointer buf) {
        return new Discipline(
                clockState,
                buf.getLong(8),
                buf.getLong(16),
                buf.getLong(24),
                buf.getLong(32),
                buf.getInt(40),
                buf.getLong(48),
                buf.getLong(88),
                buf.getLong(96),
                buf.getLong(104),
                buf.getInt(112),
                buf.getLong(120),
                buf.getLong(128),
                buf.getLong(136),
                buf.getLong(144),
                buf.getLong(152),
                buf.getInt(160));
    }
}
