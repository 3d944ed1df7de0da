package io.hypervigil.nvml.action;

import io.hypervigil.collect.action.Value;
import java.math.BigDecimal;

/** Power as results tell it. */
final class Watts {

    private static final long MILLI = 1000;

    private Watts() {}

    /** Milliwatts in watts: a whole number where it is one. */
    static Value of(long milliwatts) {
        return milliwatts % MILLI == 0
                ? new Value.Whole(milliwatts / MILLI)
                : new Value.Decimal(BigDecimal.valueOf(milliwatts, 3).stripTrailingZeros());
    }
}
