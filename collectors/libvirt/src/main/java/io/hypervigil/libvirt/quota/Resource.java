package io.hypervigil.libvirt.quota;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** What there is a quota of. */
public enum Resource {
    VCPUS("vcpus", Amounts::vcpus, QuotaLimits::vcpus),
    MEMORY("memory bytes", Amounts::memoryBytes, QuotaLimits::memoryBytes),
    DISK("disk bytes", Amounts::diskBytes, QuotaLimits::diskBytes),
    GPUS("gpus", Amounts::gpus, QuotaLimits::gpus);

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
}
