package io.hypervigil.host.time;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.host.jna.CallResult;
import io.hypervigil.host.jna.Timex;
import io.hypervigil.host.part.HostPart;
import io.hypervigil.host.part.NotHere;
import io.hypervigil.host.part.ThisMachine;
import java.io.IOException;
import java.util.List;

/**
 * Whether the clock is in step, how far it is off, and how the kernel steers it.
 *
 * <pre>
 * node_timex_sync_status 1
 * node_timex_offset_seconds -0.000012
 * node_timex_frequency_adjustment_ratio 0.99998
 * node_timex_maxerror_seconds 0.016
 * </pre>
 */
public final class ClockDiscipline implements HostPart {

    public static final Group GROUP =
            Group.on("timex", "the kernel's clock discipline from adjtimex(2)");

    static final Family SYNC_STATUS =
            gauge("sync_status", "Whether the clock is synchronized with a reliable server");
    static final Family OFFSET = gauge("offset_seconds", "How far the clock is from its reference");
    static final Family FREQUENCY_ADJUSTMENT =
            gauge("frequency_adjustment_ratio", "By what the clock's frequency is multiplied");
    static final Family MAXERROR = gauge("maxerror_seconds", "Largest error there may be");
    static final Family ESTIMATED_ERROR = gauge("estimated_error_seconds", "Error as estimated");
    static final Family STATUS = gauge("status", "STA_ bits of sys/timex.h");
    static final Family LOOP_TIME_CONSTANT =
            gauge("loop_time_constant", "Time constant of the phase-locked loop");
    static final Family TICK = gauge("tick_seconds", "Time between ticks of the clock");
    static final Family PPS_FREQUENCY =
            gauge("pps_frequency_hertz", "Frequency offset by the pulse per second");
    static final Family PPS_JITTER = gauge("pps_jitter_seconds", "Jitter of the pulse per second");
    static final Family PPS_SHIFT =
            gauge("pps_shift_seconds", "Interval over which the pulse is averaged");
    static final Family PPS_STABILITY =
            gauge("pps_stability_hertz", "Average of the frequency's recent changes");
    static final Family PPS_JITTERS =
            counter("pps_jitter_total", "Times the pulse's jitter was over its limit");
    static final Family PPS_CALIBRATIONS =
            counter("pps_calibration_total", "Intervals of calibration");
    static final Family PPS_ERRORS = counter("pps_error_total", "Errors of calibration");
    static final Family PPS_STABILITY_EXCEEDED =
            counter(
                    "pps_stability_exceeded_total",
                    "Times the pulse's stability was over its limit");
    static final Family TAI_OFFSET =
            gauge("tai_offset_seconds", "How far international atomic time is ahead of UTC");

    public static final List<Family> FAMILIES =
            List.of(
                    SYNC_STATUS,
                    OFFSET,
                    FREQUENCY_ADJUSTMENT,
                    MAXERROR,
                    ESTIMATED_ERROR,
                    STATUS,
                    LOOP_TIME_CONSTANT,
                    TICK,
                    PPS_FREQUENCY,
                    PPS_JITTER,
                    PPS_SHIFT,
                    PPS_STABILITY,
                    PPS_JITTERS,
                    PPS_CALIBRATIONS,
                    PPS_ERRORS,
                    PPS_STABILITY_EXCEEDED,
                    TAI_OFFSET);

    private static final double MICROSECONDS = 1e6;
    private static final double NANOSECONDS = 1e9;

    /** Frequencies are parts per million with 16 bits behind the point: adjtimex(2), NOTES. */
    private static final double FREQUENCY_UNITS = 1e6 * 65_536;

    private final boolean isLive;

    public ClockDiscipline(FileTree proc) {
        this.isLive = ThisMachine.isShownBy(proc);
    }

    @Override
    public void sample(SampleSink sink) throws IOException {
        ThisMachine.require(isLive, "adjtimex");
        switch (Timex.adjtimex()) {
            case CallResult.Answer(Timex.Discipline discipline) -> write(discipline, sink);
            case CallResult.Unlinked<Timex.Discipline> unlinked ->
                    throw new NotHere(unlinked.reason());
            case CallResult.Errno<Timex.Discipline> failure -> {
                if (failure.isForbidden()) {
                    throw new NotHere("this process may not call adjtimex");
                }
                throw new IOException("adjtimex: errno " + failure.errno());
            }
        }
    }

    static void write(Timex.Discipline discipline, SampleSink sink) {
        boolean isInNanos = (discipline.status() & Timex.STA_NANO) != 0;
        double offsetUnits = isInNanos ? NANOSECONDS : MICROSECONDS;
        boolean isInStep = discipline.clockState() != Timex.TIME_ERROR;
        sink.add(SYNC_STATUS, isInStep ? 1 : 0);
        sink.add(OFFSET, discipline.offset() / offsetUnits);
        sink.add(FREQUENCY_ADJUSTMENT, 1 + discipline.freq() / FREQUENCY_UNITS);
        sink.add(MAXERROR, discipline.maxerror() / MICROSECONDS);
        sink.add(ESTIMATED_ERROR, discipline.esterror() / MICROSECONDS);
        sink.add(STATUS, discipline.status());
        sink.add(LOOP_TIME_CONSTANT, (double) discipline.constant());
        sink.add(TICK, discipline.tick() / MICROSECONDS);
        sink.add(PPS_FREQUENCY, discipline.ppsfreq() / FREQUENCY_UNITS);
        sink.add(PPS_JITTER, discipline.jitter() / offsetUnits);
        sink.add(PPS_SHIFT, discipline.shift());
        sink.add(PPS_STABILITY, discipline.stabil() / FREQUENCY_UNITS);
        sink.add(PPS_JITTERS, (double) discipline.jitcnt());
        sink.add(PPS_CALIBRATIONS, (double) discipline.calcnt());
        sink.add(PPS_ERRORS, (double) discipline.errcnt());
        sink.add(PPS_STABILITY_EXCEEDED, (double) discipline.stbcnt());
        sink.add(TAI_OFFSET, discipline.tai());
    }

    private static Family gauge(String name, String what) {
        return Family.gauge(GROUP, "node_timex_" + name, what + ", from adjtimex(2).");
    }

    private static Family counter(String name, String what) {
        return Family.counter(GROUP, "node_timex_" + name, what + ", from adjtimex(2).");
    }
}
