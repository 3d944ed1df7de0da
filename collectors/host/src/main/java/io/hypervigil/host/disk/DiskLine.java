package io.hypervigil.host.disk;

import io.hypervigil.collect.files.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A line of /proc/diskstats.
 *
 * @param counters those behind the name, in the kernel's order: 11 up to Linux 4.17, 15 with
 *     discards (4.18), 17 with flushes (5.5)
 */
@SuppressWarnings("ArrayRecordComponent") // read once, by its maker
record DiskLine(long major, long minor, String device, double[] counters) {

    /** A line of fewer is a partition's of Linux 2.6, which counts other things. */
    private static final int FEWEST = 11;

    static List<DiskLine> parse(Text text, int mostCounters) {
        var lines = new ArrayList<DiskLine>();
        while (text.nextLine()) {
            long major = text.whole();
            long minor = text.whole();
            var device = text.field();
            var counters = new double[mostCounters];
            int count = 0;
            while (count < mostCounters && text.hasField()) {
                counters[count++] = text.unsigned();
            }
            if (count >= FEWEST) {
                lines.add(new DiskLine(major, minor, device, Arrays.copyOf(counters, count)));
            }
        }
        return lines;
    }
}
