package io.hypervigil.host;

import io.hypervigil.collect.Beat;
import java.time.Duration;

/** What is read by one thread at one beat, so that what is slow or hangs stays alone. */
enum Lane {
    /** /proc and the quick files of /sys, read by one thread since readers of /proc share locks. */
    KERNEL("kernel", Beat.DEFAULT),
    /** Files of /sys behind which a driver asks its hardware. */
    SENSORS("sensors", Beat.DEFAULT.within(Duration.ofSeconds(5))),
    /** statvfs of every mount: an unreachable server hangs it. */
    MOUNTS("mounts", Beat.DEFAULT.within(Duration.ofSeconds(5))),
    /** A walk over all processes. */
    PROCESSES("processes", Beat.DEFAULT.within(Duration.ofSeconds(5))),
    /** Files that others write for us. */
    TEXTFILE("textfile", Beat.DEFAULT),
    /** systemd, over D-Bus. */
    SYSTEMD("systemd", Beat.DEFAULT.within(Duration.ofSeconds(5))),
    /** What changes when somebody opens the case. */
    INVENTORY("inventory", Beat.slow(Duration.ofMinutes(5), Duration.ofSeconds(10)));

    private final String probe;
    private final Beat beat;

    Lane(String probe, Beat beat) {
        this.probe = probe;
        this.beat = beat;
    }

    String probe() {
        return probe;
    }

    Beat beat() {
        return beat;
    }
}
