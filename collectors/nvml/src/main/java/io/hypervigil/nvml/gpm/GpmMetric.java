package io.hypervigil.nvml.gpm;

import io.hypervigil.collect.Family;
import java.util.List;

/**
 * A metric of the monitors and the series it is.
 *
 * @param id {@code nvmlGpmMetricId_t}
 * @param kind what its number is
 * @param labels behind those of what is sampled
 */
record GpmMetric(int id, Family family, Kind kind, List<String> labels) {

    private static final double PERCENT = 100;
    private static final double KIBI = 1024;
    private static final double MEGA = 1e6;

    /** What a number is, and the base unit it is given in. */
    enum Kind {
        /** Of 1; the library counts in percent. */
        RATIO,
        /** Bytes a second; the library says in which unit, MiB where it says nothing. */
        RATE,
        /** As it comes. */
        NUMBER
    }

    GpmMetric {
        labels = List.copyOf(labels);
    }

    /** In base units. */
    double value(double number, String unit) {
        return switch (kind) {
            case RATIO -> number / PERCENT;
            case RATE -> number * bytes(unit);
            case NUMBER -> number;
        };
    }

    private static double bytes(String unit) {
        return switch (unit) {
            case "B/s" -> 1;
            case "KB/s" -> MEGA / 1000;
            case "KiB/s" -> KIBI;
            case "MB/s" -> MEGA;
            case "GB/s" -> MEGA * 1000;
            case "GiB/s" -> KIBI * KIBI * KIBI;
            default -> KIBI * KIBI;
        };
    }
}
