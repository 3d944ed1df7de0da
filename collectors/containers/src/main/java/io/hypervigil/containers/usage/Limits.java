package io.hypervigil.containers.usage;

import io.hypervigil.collect.files.Text;
import io.hypervigil.containers.cgroup.CgroupFiles;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a control group is allowed. As cAdvisor has it, no limit is 0; what the kernel does not say
 * is absent.
 *
 * @param cpuQuota microseconds of CPU in a period; absent where there is no quota
 * @param cpuPeriod microseconds
 * @param cpuShares of version 1, which version 2's weight is turned into
 * @param memory bytes
 * @param swap bytes; of version 1, memory and swap together
 * @param reservation bytes
 * @param threads processes and threads
 */
public record Limits(
        OptionalLong cpuQuota,
        OptionalLong cpuPeriod,
        OptionalLong cpuShares,
        OptionalLong memory,
        OptionalLong swap,
        OptionalLong reservation,
        OptionalLong threads) {

    /** Version 1 says no limit by the largest number of whole pages. */
    private static final long UNLIMITED = 1L << 62;

    private record Quota(OptionalLong micros, long periodMicros) {}

    static Limits read(CgroupFiles files) {
        var quota = quota(files);
        boolean isLegacy = files.isLegacy("memory");
        return new Limits(
                quota.map(Quota::micros).orElseGet(OptionalLong::empty),
                quota.map(found -> OptionalLong.of(found.periodMicros))
                        .orElseGet(OptionalLong::empty),
                shares(files),
                limit(files, "memory", isLegacy ? "memory.limit_in_bytes" : "memory.max"),
                limit(
                        files,
                        "memory",
                        isLegacy ? "memory.memsw.limit_in_bytes" : "memory.swap.max"),
                limit(files, "memory", isLegacy ? "memory.soft_limit_in_bytes" : "memory.min"),
                limit(files, "pids", "pids.max"));
    }

    private static Optional<Quota> quota(CgroupFiles files) {
        if (!files.isLegacy("cpu")) {
            return files.findRare("cpu", "cpu.max", Limits::parseCpuMax);
        }
        var quota = number(files, "cpu.cfs_quota_us");
        var period = number(files, "cpu.cfs_period_us");
        return period.isPresent()
                ? Optional.of(
                        new Quota(
                                quota.orElse(-1) > 0 ? quota : OptionalLong.empty(),
                                period.getAsLong()))
                : Optional.empty();
    }

    /** {@code max 100000} or {@code 50000 100000}. */
    private static Quota parseCpuMax(Text text) {
        if (!text.nextLine()) {
            throw text.malformed("is empty");
        }
        if (text.startsWith("max")) {
            text.skip(1);
            return new Quota(OptionalLong.empty(), text.whole());
        }
        var quota = OptionalLong.of(text.whole());
        return new Quota(quota, text.whole());
    }

    private static OptionalLong shares(CgroupFiles files) {
        if (files.isLegacy("cpu")) {
            return number(files, "cpu.shares");
        }
        var weight = number(files, "cpu.weight");
        return weight.isPresent()
                ? OptionalLong.of(sharesOf(weight.getAsLong()))
                : OptionalLong.empty();
    }

    /** cAdvisor's: runtimes have turned shares of 2 to 262144 into a weight of 1 to 10000. */
    static long sharesOf(long weight) {
        return 2 + (weight - 1) * 262_142 / 9_999;
    }

    private static OptionalLong number(CgroupFiles files, String file) {
        return files.findRare("cpu", file, Text::toWhole).orElse(OptionalLong.empty());
    }

    private static OptionalLong limit(CgroupFiles files, String controller, String file) {
        return files.findRare(controller, file, Limits::parseLimit).orElse(OptionalLong.empty());
    }

    static OptionalLong parseLimit(Text text) {
        if (!text.nextLine()) {
            return OptionalLong.empty();
        }
        if (text.startsWith("max")) {
            return OptionalLong.of(0);
        }
        long limit = text.whole();
        return OptionalLong.of(limit < 0 || limit >= UNLIMITED ? 0 : limit);
    }
}
