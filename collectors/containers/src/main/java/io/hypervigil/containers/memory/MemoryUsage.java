package io.hypervigil.containers.memory;

import io.hypervigil.collect.files.Text;
import io.hypervigil.containers.cgroup.CgroupFiles;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Memory of a control group, in bytes.
 *
 * @param maxUsage the most there ever was, as of some rounds ago
 * @param failures how often version 1 hit its limit
 * @param events what version 2 counts, and version 1 of it
 */
record MemoryUsage(
        OptionalLong usage,
        OptionalLong maxUsage,
        OptionalLong swap,
        OptionalLong failures,
        Optional<MemoryStat> stat,
        Events events) {

    private static final String MEMORY = "memory";

    /** The longest file of all, of which nothing moves in a container that sleeps. */
    private static final String STAT = "memory.stat";

    /**
     * @param high how often it was throttled above memory.high
     * @param max how often it was about to grow over memory.max
     * @param kills processes that were killed for want of memory
     */
    record Events(OptionalLong high, OptionalLong max, OptionalLong kills) {

        static final Events NONE =
                new Events(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());

        static Events parse(Text text) {
            var high = OptionalLong.empty();
            var max = OptionalLong.empty();
            var kills = OptionalLong.empty();
            while (text.nextLine()) {
                if (text.startsWith("high ")) {
                    high = value(text);
                } else if (text.startsWith("max ")) {
                    max = value(text);
                } else if (text.startsWith("oom_kill ")) {
                    kills = value(text);
                }
            }
            return new Events(high, max, kills);
        }

        private static OptionalLong value(Text text) {
            text.skip(1);
            return OptionalLong.of(text.whole());
        }
    }

    /** The most there ever was, where it is told; it is read less often than the usage. */
    OptionalLong peak() {
        return maxUsage.isPresent()
                ? OptionalLong.of(Math.max(maxUsage.getAsLong(), usage.orElse(0)))
                : maxUsage;
    }

    static MemoryUsage read(CgroupFiles files) {
        return files.isLegacy(MEMORY) ? readLegacy(files) : readUnified(files);
    }

    private static MemoryUsage readUnified(CgroupFiles files) {
        var usage = files.number(MEMORY, "memory.current");
        return new MemoryUsage(
                usage,
                files.seldom(MEMORY, "memory.peak"),
                files.findIfMoving(MEMORY, "memory.swap.current", Text::toWhole)
                        .orElse(OptionalLong.empty()),
                OptionalLong.empty(),
                files.findIfMoving(MEMORY, STAT, usage, MemoryStat::parse),
                files.findIfMoving(MEMORY, "memory.events", Events::parse).orElse(Events.NONE));
    }

    private static MemoryUsage readLegacy(CgroupFiles files) {
        var usage = files.number(MEMORY, "memory.usage_in_bytes");
        var stat = files.findIfMoving(MEMORY, STAT, usage, MemoryStat::parseLegacy);
        return new MemoryUsage(
                usage,
                files.seldom(MEMORY, "memory.max_usage_in_bytes"),
                stat.map(found -> OptionalLong.of(found.swap())).orElseGet(OptionalLong::empty),
                files.seldom(MEMORY, "memory.failcnt"),
                stat,
                files.findIfMoving(MEMORY, "memory.oom_control", Events::parse)
                        .orElse(Events.NONE));
    }
}
