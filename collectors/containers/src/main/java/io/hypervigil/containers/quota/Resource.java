package io.hypervigil.containers.quota;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** What there is a quota of. */
public enum Resource {
    CPUS(
            "cpus",
            Amounts::nanoCpus,
            limits -> limits.cpus().map(cpus -> Math.round(cpus * Resource.NANOS))),
    MEMORY("memory bytes", Amounts::memoryBytes, QuotaLimits::memoryBytes),
    GPUS("gpus", Amounts::gpus, QuotaLimits::gpus);

    private static final double NANOS = 1e9;
    private static final int NANO_DIGITS = 9;

    private final String text;
    private final ToLongFunction<Amounts> amount;
    private final Function<QuotaLimits, Optional<Long>> limit;

    Resource(
            String text,
            ToLongFunction<Amounts> amount,
            Function<QuotaLimits, Optional<Long>> limit) {
        this.text = text;
        this.amount = amount;
        this.limit = limit;
    }

    /** For people, unit included. */
    public String text() {
        return text;
    }

    long of(Amounts amounts) {
        return amount.applyAsLong(amounts);
    }

    Optional<Long> of(QuotaLimits limits) {
        return limit.apply(limits);
    }

    /** An amount for people: of processors the number, not its billionth parts. */
    String shown(long amount) {
        return this == CPUS
                ? BigDecimal.valueOf(amount, NANO_DIGITS).stripTrailingZeros().toPlainString()
                : Long.toString(amount);
    }
}
