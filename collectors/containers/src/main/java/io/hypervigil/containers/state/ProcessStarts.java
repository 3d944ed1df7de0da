package io.hypervigil.containers.state;

import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.MalformedTextException;
import io.hypervigil.collect.files.Text;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * When processes were started, remembered for a while: PIDs are given away again.
 *
 * <p>Thread: one.
 */
final class ProcessStarts {

    /** USER_HZ: 100 on every kernel that has containers. */
    private static final double TICKS = 100;

    /** Field 22 of /proc/PID/stat, counted from behind the name. */
    private static final int START_BEHIND_NAME = 19;

    private static final int FORGOTTEN_AFTER = 16_384;

    private final FileTree proc;
    private final Map<Long, OptionalDouble> known = new HashMap<>();
    private OptionalDouble bootSeconds = OptionalDouble.empty();
    private int asked;

    ProcessStarts(FileTree proc) {
        this.proc = proc;
    }

    /** Since 1970; empty where the process has ended. */
    OptionalDouble seconds(long process) {
        asked++;
        if (asked % FORGOTTEN_AFTER == 0) {
            known.clear();
            bootSeconds = OptionalDouble.empty();
        }
        return known.computeIfAbsent(process, this::read);
    }

    private OptionalDouble read(long process) {
        try {
            if (bootSeconds.isEmpty()) {
                bootSeconds = proc.read("stat", ProcessStarts::parseBoot);
            }
            double ticks = proc.read(process + "/stat", ProcessStarts::parseStart);
            return bootSeconds.isPresent()
                    ? OptionalDouble.of(bootSeconds.getAsDouble() + ticks / TICKS)
                    : OptionalDouble.empty();
        } catch (IOException | MalformedTextException _) {
            return OptionalDouble.empty();
        }
    }

    private static OptionalDouble parseBoot(Text stat) {
        while (stat.nextLine()) {
            if (stat.startsWith("btime ")) {
                stat.skip(1);
                return OptionalDouble.of(stat.unsigned());
            }
        }
        return OptionalDouble.empty();
    }

    /** The name stands in brackets and may have any in it. */
    static double parseStart(Text stat) {
        var all = stat.trimmed();
        var behind = Text.of(all.substring(all.lastIndexOf(')') + 1));
        if (!behind.nextLine()) {
            throw behind.malformed("is empty");
        }
        behind.skip(START_BEHIND_NAME);
        return behind.unsigned();
    }
}
