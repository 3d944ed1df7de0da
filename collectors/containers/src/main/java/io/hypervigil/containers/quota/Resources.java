package io.hypervigil.containers.quota;

import io.hypervigil.collect.quota.Resource;
import java.math.BigDecimal;
import java.util.List;

/** What there is a quota of. */
public final class Resources {

    private static final double NANOS = 1e9;
    private static final int NANO_DIGITS = 9;

    /** Counted in billionth parts, and shown as processors. */
    public static final Resource<Amounts, QuotaLimits> CPUS =
            new Resource<>(
                    "cpus",
                    Amounts::nanoCpus,
                    limits -> limits.cpus().map(cpus -> Math.round(cpus * NANOS)),
                    nanos ->
                            BigDecimal.valueOf(nanos, NANO_DIGITS)
                                    .stripTrailingZeros()
                                    .toPlainString());

    public static final Resource<Amounts, QuotaLimits> MEMORY =
            new Resource<>("memory bytes", Amounts::memoryBytes, QuotaLimits::memoryBytes);

    private static final Resource<Amounts, QuotaLimits> GPUS =
            new Resource<>("gpus", Amounts::gpus, QuotaLimits::gpus);

    static final List<Resource<Amounts, QuotaLimits>> ALL = List.of(CPUS, MEMORY, GPUS);

    private Resources() {}
}
