package io.hypervigil.collect.kernel;

import java.util.Optional;

/**
 * A line of /dev/kmsg.
 *
 * <pre>
 * 3,1187,612345678,-;NVRM: Xid (PCI:0000:3b:00): 79, pid='&lt;unknown&gt;', …
 * </pre>
 *
 * @param sequence goes up by one from record to record since boot
 * @param micros since boot, by a clock that drifts by seconds a day
 * @param message what was said; control characters as {@code \x0a}
 */
public record KernelRecord(long sequence, long micros, String message) {

    /** A line; empty where it is none, as those are that tell more of the record before. */
    static Optional<KernelRecord> parse(String line) {
        int end = line.indexOf(';');
        if (end < 0 || line.startsWith(" ")) {
            return Optional.empty();
        }
        var head = line.substring(0, end).split(",", -1);
        if (head.length < 3) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new KernelRecord(
                            Long.parseLong(head[1]),
                            Long.parseLong(head[2]),
                            line.substring(end + 1)));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }
}
