package io.hypervigil.host.jna;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * {@code time.h}: the zone of the machine, by its own abbreviation. Java knows another for some.
 *
 * <p>Thread: any.
 */
public final class Time {

    // struct tm: nine ints, padding, long tm_gmtoff, const char *tm_zone.
    private static final int TM_GMTOFF = 40;
    private static final int TM_ZONE = 48;
    private static final int TM_BYTES = 56;

    private static final Optional<String> UNLINKED = CLibrary.link(Time.class);

    private Time() {}

    /**
     * The zone's abbreviation and offset at one moment.
     *
     * @param offsetSeconds east of Greenwich
     */
    public record Zone(String abbreviation, long offsetSeconds) {}

    // Without LastErrorException: it leaves errno set where it succeeds, for lack of a zone file.
    private static native Pointer localtime_r(Pointer timep, Pointer result);

    /** The zone at a moment given in seconds since 1970. */
    public static CallResult<Zone> zoneAt(long epochSecond) {
        return CLibrary.call(
                "localtime_r",
                UNLINKED,
                () -> {
                    try (var moment = new Memory(Long.BYTES);
                            var tm = new Memory(TM_BYTES)) {
                        moment.setLong(0, epochSecond);
                        localtime_r(moment, tm);
                        return new Zone(
                                tm.getPointer(TM_ZONE)
                                        .getString(0, StandardCharsets.US_ASCII.name()),
                                tm.getLong(TM_GMTOFF));
                    }
                });
    }
}
