package io.hypervigil.libvirt.stats;

/** What libvirt counts in, and how it becomes the base unit that a family is in. */
enum Unit {
    ONE(1, 1),
    NANOSECONDS(1, 1_000_000_000),
    MILLISECONDS(1, 1_000),
    KIBIBYTES(1 << 10, 1),
    MEBIBYTES(1 << 20, 1),
    PERCENT(1, 100);

    private final double factor;
    private final double divisor;

    Unit(double factor, double divisor) {
        this.factor = factor;
        this.divisor = divisor;
    }

    /** Divides where it can: 0.1 is what comes out of 100 ms, not 0.1 and a little. */
    double toBase(double value) {
        return value * factor / divisor;
    }
}
