package io.hypervigil.containers.memory;

import io.hypervigil.collect.files.FieldNames;
import io.hypervigil.collect.files.Text;

/**
 * memory.stat, of which version 1 has each number twice: of the group alone, and with those below
 * it as {@code total_…}.
 *
 * @param swap version 1's; version 2 has a file for it
 * @param ownFaults without those of the groups below, where the kernel tells them apart
 */
record MemoryStat(
        long rss,
        long cache,
        long mapped,
        long inactiveFile,
        long swap,
        long faults,
        long majorFaults,
        long ownFaults,
        long ownMajorFaults) {

    private static final FieldNames NAMES =
            FieldNames.of("anon", "file", "file_mapped", "inactive_file", "pgfault", "pgmajfault");

    private static final FieldNames LEGACY_NAMES =
            FieldNames.of(
                    "total_rss",
                    "total_cache",
                    "total_mapped_file",
                    "total_inactive_file",
                    "total_swap",
                    "total_pgfault",
                    "total_pgmajfault",
                    "pgfault",
                    "pgmajfault");

    static MemoryStat parse(Text text) {
        var found = text.wholes(NAMES);
        return new MemoryStat(
                found[0], found[1], found[2], found[3], 0, found[4], found[5], found[4], found[5]);
    }

    static MemoryStat parseLegacy(Text text) {
        var found = text.wholes(LEGACY_NAMES);
        return new MemoryStat(
                found[0], found[1], found[2], found[3], found[4], found[5], found[6], found[7],
                found[8]);
    }

    /** Of the usage, what the kernel would take back first is not worked with. */
    long workingSet(long usage) {
        return Math.max(0, usage - inactiveFile);
    }
}
