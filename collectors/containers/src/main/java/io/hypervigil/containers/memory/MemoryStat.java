package io.hypervigil.containers.memory;

import io.hypervigil.collect.files.Text;

/**
 * memory.stat, of which version 1 has each number twice: of the group alone, and with those below
 * it as {@code total_…}.
 *
 * <p>Thread: one.
 */
final class MemoryStat {

    private long rss;
    private long cache;
    private long mapped;
    private long inactiveFile;
    private long swap;
    private long faults;
    private long majorFaults;
    private long ownFaults;
    private long ownMajorFaults;

    private MemoryStat() {}

    static MemoryStat parse(Text text) {
        var stat = new MemoryStat();
        while (text.nextLine()) {
            if (text.startsWith("anon ")) {
                stat.rss = value(text);
            } else if (text.startsWith("file ")) {
                stat.cache = value(text);
            } else if (text.startsWith("file_mapped ")) {
                stat.mapped = value(text);
            } else if (text.startsWith("inactive_file ")) {
                stat.inactiveFile = value(text);
            } else if (text.startsWith("pgfault ")) {
                stat.ownFaults = value(text);
                stat.faults = stat.ownFaults;
            } else if (text.startsWith("pgmajfault ")) {
                stat.ownMajorFaults = value(text);
                stat.majorFaults = stat.ownMajorFaults;
            }
        }
        return stat;
    }

    static MemoryStat parseLegacy(Text text) {
        var stat = new MemoryStat();
        while (text.nextLine()) {
            if (text.startsWith("pgfault ")) {
                stat.ownFaults = value(text);
            } else if (text.startsWith("pgmajfault ")) {
                stat.ownMajorFaults = value(text);
            } else if (text.startsWith("total_")) {
                stat.takeTotal(text);
            }
        }
        return stat;
    }

    private void takeTotal(Text text) {
        if (text.startsWith("total_rss ")) {
            rss = value(text);
        } else if (text.startsWith("total_cache ")) {
            cache = value(text);
        } else if (text.startsWith("total_mapped_file ")) {
            mapped = value(text);
        } else if (text.startsWith("total_inactive_file ")) {
            inactiveFile = value(text);
        } else if (text.startsWith("total_swap ")) {
            swap = value(text);
        } else if (text.startsWith("total_pgfault ")) {
            faults = value(text);
        } else if (text.startsWith("total_pgmajfault ")) {
            majorFaults = value(text);
        }
    }

    long rss() {
        return rss;
    }

    long cache() {
        return cache;
    }

    long mapped() {
        return mapped;
    }

    /** Of the usage, what the kernel would take back first is not worked with. */
    long workingSet(long usage) {
        return Math.max(0, usage - inactiveFile);
    }

    /** Version 1's; version 2 has a file for it. */
    long swap() {
        return swap;
    }

    long faults() {
        return faults;
    }

    long majorFaults() {
        return majorFaults;
    }

    /** Without those of the groups below, where the kernel tells them apart. */
    long ownFaults() {
        return ownFaults;
    }

    long ownMajorFaults() {
        return ownMajorFaults;
    }

    private static long value(Text text) {
        text.skip(1);
        return text.whole();
    }
}
