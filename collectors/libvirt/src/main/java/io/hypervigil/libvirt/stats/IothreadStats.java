package io.hypervigil.libvirt.stats;

import static io.hypervigil.libvirt.stats.Unit.NANOSECONDS;
import static io.hypervigil.libvirt.stats.Unit.ONE;

import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.libvirt.jna.StatsGroup;
import io.hypervigil.libvirt.jna.StatsRecord;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The I/O threads of a domain and how long they may poll. What they use of the CPU, their process
 * tells.
 *
 * <pre>
 * libvirt_domain_iothreads{domain="db"} 2
 * libvirt_domain_iothread_poll_max_seconds{domain="db",iothread="1"} 3.2768e-05
 * </pre>
 */
public final class IothreadStats {

    static final Group GROUP = Group.on("libvirt.iothread", "the I/O threads of each domain");

    private static final String PREFIX = "iothread.";
    private static final String SUFFIX = ".poll-max-ns";
    private static final int MOST_DIGITS = 9;

    private static final Reading COUNT =
            Reading.gauge(
                    GROUP, "iothread.count", ONE, "iothreads", "I/O threads of a domain", "domain");

    private static final List<Reading> OF_THREAD =
            List.of(
                    ofThread(
                            "poll-max-ns",
                            NANOSECONDS,
                            "poll_max_seconds",
                            "Longest time that an I/O thread polls (0: it does not)"),
                    ofThread(
                            "poll-grow",
                            ONE,
                            "poll_grow",
                            "Factor by which the time to poll grows (0: QEMU's own)"),
                    ofThread(
                            "poll-shrink",
                            ONE,
                            "poll_shrink",
                            "Divisor by which the time to poll shrinks (0: QEMU's own)"));

    public static final StatsPartType TYPE =
            new StatsPartType(
                    GROUP,
                    Set.of(StatsGroup.IOTHREAD),
                    Tier.RARE,
                    Reading.families(Stream.concat(Stream.of(COUNT), OF_THREAD.stream()).toList()),
                    IothreadStats::write);

    private IothreadStats() {}

    private static Reading ofThread(String key, Unit unit, String name, String help) {
        return Reading.gauge(
                GROUP, "iothread.N." + key, unit, "iothread_" + name, help, "domain", "iothread");
    }

    private static void write(StatsRecord record, SampleSink out) {
        var values = record.values();
        COUNT.write(values, out, record.name());
        if (values.whole("iothread.count").orElse(0) <= 0) {
            return;
        }
        // Their numbers are whatever the description says.
        for (String name : values.names()) {
            int number = number(name);
            if (number >= 0) {
                for (Reading reading : OF_THREAD) {
                    reading.writeAt(number, values, out, record.name(), Key.NUMBER.at(number));
                }
            }
        }
    }

    private static int number(String key) {
        if (!key.startsWith(PREFIX) || !key.endsWith(SUFFIX)) {
            return -1;
        }
        int end = key.length() - SUFFIX.length();
        int digits = end - PREFIX.length();
        if (digits < 1 || digits > MOST_DIGITS) {
            return -1;
        }
        int number = 0;
        for (int i = PREFIX.length(); i < end; i++) {
            char c = key.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            number = (number * 10) + (c - '0');
        }
        return number;
    }
}
