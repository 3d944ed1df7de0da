package io.hypervigil.host.bcache;

import java.util.OptionalDouble;

/**
 * Numbers as bcache writes them for people: {@code 131072}, {@code -1.5k}, {@code 546.9M}.
 *
 * <p>What stands behind the point is no fraction of ten: the kernel writes 0 to 1023 divided by
 * 100, so that {@code .10} is more than {@code .9}.
 */
final class HumanNumber {

    private static final String UNITS = "kMGTPEZY";

    /** 1,024 steps of the kernel's to one, over the 100 it divides them by. */
    private static final double STEPS = 10.24;

    private HumanNumber() {}

    /** The number, without what is smaller than one; empty where it is none. */
    static OptionalDouble parse(String text) {
        boolean isNegative = text.startsWith("-");
        var digits = isNegative ? text.substring(1) : text;
        if (digits.isEmpty()) {
            return OptionalDouble.empty();
        }
        int unit = UNITS.indexOf(digits.charAt(digits.length() - 1)) + 1;
        try {
            double number =
                    unit == 0
                            ? Double.parseDouble(digits)
                            : kernelFloat(digits.substring(0, digits.length() - 1))
                                    * Math.pow(1024, unit);
            double whole = Math.floor(number);
            return OptionalDouble.of(isNegative ? 0 - whole : whole);
        } catch (NumberFormatException _) {
            return OptionalDouble.empty();
        }
    }

    private static double kernelFloat(String text) {
        var parts = text.split("\\.", 2);
        double whole = Double.parseDouble(parts[0]);
        return parts.length == 1 ? whole : whole + Integer.parseInt(parts[1]) / STEPS;
    }
}
