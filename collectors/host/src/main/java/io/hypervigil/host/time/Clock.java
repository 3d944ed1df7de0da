package io.hypervigil.host.time;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.HostFiles;
import io.hypervigil.collect.files.Text;
import io.hypervigil.host.jna.CallResult;
import io.hypervigil.host.jna.Time;
import io.hypervigil.host.part.HostPart;
import io.hypervigil.host.part.ThisMachine;
import io.hypervigil.host.part.Words;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * The time, the zone, and the hardware that the kernel takes the time from.
 *
 * <pre>
 * node_time_seconds 1.795235149e+09
 * node_time_zone_offset_seconds{time_zone="UTC"} 0
 * node_time_clocksource_current_info{device="0",clocksource="kvm-clock"} 1
 * </pre>
 */
public final class Clock implements HostPart {

    public static final Group GROUP =
            Group.on("time", "the time and its source from /sys/devices/system/clocksource");

    static final Family SECONDS =
            Family.gauge(GROUP, "node_time_seconds", "Seconds since 1970, by the machine's clock.");
    static final Family ZONE =
            Family.gauge(
                    GROUP,
                    "node_time_zone_offset_seconds",
                    "How far the machine's time zone is east of Greenwich.",
                    "time_zone");
    static final Family AVAILABLE =
            Family.gauge(
                    GROUP,
                    "node_time_clocksource_available_info",
                    "A clock source that can be used, from /sys/devices/system/clocksource.",
                    "device",
                    "clocksource");
    static final Family CURRENT =
            Family.gauge(
                    GROUP,
                    "node_time_clocksource_current_info",
                    "The clock source in use, from /sys/devices/system/clocksource.",
                    "device",
                    "clocksource");

    public static final List<Family> FAMILIES = List.of(SECONDS, ZONE, AVAILABLE, CURRENT);

    private static final String FOLDER = "devices/system/clocksource";
    private static final String SOURCE = "clocksource";
    private static final double NANOSECONDS = 1e9;

    private final FileTree sys;
    private final InstantSource clock;
    private final boolean isLive;

    public Clock(HostFiles files, InstantSource clock) {
        this.sys = files.sys();
        this.clock = clock;
        this.isLive = ThisMachine.isShownBy(files.proc());
    }

    @Override
    public void sample(SampleSink sink) throws IOException {
        var now = clock.instant();
        sink.add(SECONDS, now.getEpochSecond() + now.getNano() / NANOSECONDS);
        if (isLive) {
            writeZone(now, sink);
        }
        for (String source : sys.list(FOLDER)) {
            if (source.startsWith(SOURCE)) {
                writeSource(source, source.substring(SOURCE.length()), sink);
            }
        }
    }

    private static void writeZone(Instant now, SampleSink sink) {
        switch (Time.zoneAt(now.getEpochSecond())) {
            case CallResult.Answer(Time.Zone zone) ->
                    sink.add(ZONE, (double) zone.offsetSeconds(), zone.abbreviation());
            case CallResult.Errno<Time.Zone> failure ->
                    sink.missing("time zone", failure.call() + ": errno " + failure.errno());
            case CallResult.Unlinked<Time.Zone> unlinked ->
                    sink.missing("time zone", unlinked.reason());
        }
    }

    private void writeSource(String source, String device, SampleSink sink) throws IOException {
        var folder = FOLDER + "/" + source;
        for (String name : sys.read(folder + "/available_clocksource", Words::parse)) {
            sink.add(AVAILABLE, 1, device, name);
        }
        sink.add(CURRENT, 1, device, sys.read(folder + "/current_clocksource", Text::trimmed));
    }
}
