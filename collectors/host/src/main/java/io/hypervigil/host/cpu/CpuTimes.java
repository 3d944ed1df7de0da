package io.hypervigil.host.cpu;

import io.hypervigil.collect.files.Text;
import java.util.Map;
import java.util.TreeMap;

/**
 * What each CPU did since the machine started, in ticks, made to never go back.
 *
 * <p>The kernel's idle and iowait times now and then step back a little; a counter that does would
 * count as restarted. A step of {@value #RESET_SECONDS} s and more is a CPU that was unplugged and
 * came back: it does start anew.
 */
final class CpuTimes {

    /** The modes in the order of /proc/stat; guest times lie within user and nice. */
    static final String[] MODES = {
        "user", "nice", "system", "idle", "iowait", "irq", "softirq", "steal"
    };

    /** Columns of the guests' times. */
    static final int GUEST = 8;

    static final int GUEST_NICE = 9;
    static final int COLUMNS = 10;

    static final int RESET_SECONDS = 3;
    private static final int IDLE = 3;

    private final long resetTicks;
    private final Map<Integer, long[]> kept = new TreeMap<>();

    CpuTimes(long ticksPerSecond) {
        this.resetTicks = RESET_SECONDS * ticksPerSecond;
    }

    /**
     * Takes a new reading.
     *
     * @return ticks by CPU, for the CPUs of the reading; valid until the next call
     */
    Map<Integer, long[]> advance(Map<Integer, long[]> read) {
        kept.keySet().retainAll(read.keySet());
        read.forEach(
                (cpu, ticks) -> {
                    var before = kept.get(cpu);
                    if (before == null || before[IDLE] - ticks[IDLE] >= resetTicks) {
                        kept.put(cpu, ticks);
                    } else {
                        raise(before, ticks);
                    }
                });
        return kept;
    }

    private static void raise(long[] kept, long[] read) {
        for (int i = 0; i < COLUMNS; i++) {
            kept[i] = Math.max(kept[i], read[i]);
        }
    }

    /** The lines {@code cpuN} of /proc/stat; columns that an old kernel lacks are 0. */
    static Map<Integer, long[]> parse(Text text) {
        var cpus = new TreeMap<Integer, long[]>();
        while (text.nextLine() && text.startsWith("cpu")) {
            var name = text.field();
            if (!name.equals("cpu")) {
                cpus.put(number(name, text), ticks(text));
            }
        }
        return cpus;
    }

    private static int number(String name, Text text) {
        try {
            return Integer.parseInt(name, 3, name.length(), 10);
        } catch (NumberFormatException _) {
            throw text.malformed("'" + name + "' is no CPU");
        }
    }

    private static long[] ticks(Text text) {
        var ticks = new long[COLUMNS];
        ticks[0] = text.whole();
        for (int i = 1; i < COLUMNS && text.hasField(); i++) {
            ticks[i] = text.whole();
        }
        return ticks;
    }
}
