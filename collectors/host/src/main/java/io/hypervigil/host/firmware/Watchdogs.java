package io.hypervigil.host.firmware;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.host.part.HostPart;
import io.hypervigil.host.part.KernelNumber;
import io.hypervigil.host.part.SysDevice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Watchdog timers, which restart a machine that hangs.
 *
 * <pre>
 * node_watchdog_info{identity="iTCO_wdt",name="watchdog0",options="0x8180",…} 1
 * node_watchdog_timeout_seconds{name="watchdog0"} 30
 * </pre>
 */
public final class Watchdogs implements HostPart {

    public static final Group GROUP = Group.on("watchdog", "watchdogs, from /sys/class/watchdog");

    static final Family INFO =
            Family.gauge(
                    GROUP,
                    "node_watchdog_info",
                    "What a watchdog says of itself, from /sys/class/watchdog/NAME.",
                    "identity",
                    "name",
                    "options",
                    "pretimeout_governor",
                    "state",
                    "status");

    /** Families by the file that holds their value. */
    private static final Map<String, Family> VALUES = new LinkedHashMap<>();

    static {
        VALUES.put("access_cs0", value("access_cs0", "Whether it started from the other image."));
        VALUES.put("bootstatus", value("bootstatus", "Flags that say why the machine started."));
        VALUES.put("fw_version", value("fw_version", "Version of the watchdog's firmware."));
        VALUES.put("nowayout", value("nowayout", "Whether it goes on when its daemon ends."));
        VALUES.put(
                "pretimeout", value("pretimeout_seconds", "How long before the timeout it warns."));
        VALUES.put("timeleft", value("timeleft_seconds", "Time left before it restarts."));
        VALUES.put("timeout", value("timeout_seconds", "Time without a sign after which it does."));
    }

    public static final List<Family> FAMILIES =
            Stream.concat(Stream.of(INFO), VALUES.values().stream()).toList();

    private static final String FOLDER = "class/watchdog";

    private final FileTree sys;

    public Watchdogs(FileTree sys) {
        this.sys = sys;
    }

    @Override
    public void sample(SampleSink sink) {
        for (SysDevice watchdog : SysDevice.in(sys, FOLDER)) {
            VALUES.forEach(
                    (file, family) ->
                            KernelNumber.signedIn(sys, watchdog.file(file))
                                    .ifPresent(
                                            value ->
                                                    sink.add(
                                                            family,
                                                            (double) value,
                                                            watchdog.name())));
            sink.add(
                    INFO,
                    1,
                    text(watchdog, "identity"),
                    watchdog.name(),
                    text(watchdog, "options"),
                    text(watchdog, "pretimeout_governor"),
                    text(watchdog, "state"),
                    text(watchdog, "status"));
        }
    }

    private String text(SysDevice watchdog, String file) {
        return sys.attribute(watchdog.file(file)).orElse("");
    }

    private static Family value(String name, String help) {
        return Family.gauge(GROUP, "node_watchdog_" + name, help, "name");
    }
}
