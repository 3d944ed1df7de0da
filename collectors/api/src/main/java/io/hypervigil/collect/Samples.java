package io.hypervigil.collect;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * What one round gave: families in the order of their names, each with its samples in the order
 * they were written.
 *
 * <p>Thread: any; immutable.
 */
public final class Samples {

    /** No samples at all. */
    public static final Samples NONE = new Samples(List.of());

    private final List<OfFamily> families;
    private final int size;

    Samples(List<OfFamily> sortedFamilies) {
        this.families = List.copyOf(sortedFamilies);
        this.size = families.stream().mapToInt(OfFamily::size).sum();
    }

    /** Those of several, in the order of their names; of one name in the order given. */
    public static Samples joined(List<Samples> parts) {
        return new Samples(
                parts.stream()
                        .flatMap(part -> part.families.stream())
                        .sorted(Comparator.comparing(part -> part.family().name()))
                        .toList());
    }

    public List<OfFamily> families() {
        return families;
    }

    /** The number of samples. */
    public int size() {
        return size;
    }

    /** The samples of one family. */
    public static final class OfFamily {

        private final Family family;
        private final Series[] series;
        private final double[] values;

        OfFamily(Family family, Series[] series, double[] values) {
            this.family = family;
            this.series = series;
            this.values = values;
        }

        public Family family() {
            return family;
        }

        public int size() {
            return values.length;
        }

        /** Whether its values are the first of these, to the bit. */
        boolean hasValues(double[] others) {
            return Arrays.equals(values, 0, values.length, others, 0, values.length);
        }

        /** The series of the sample at an index below {@link #size}. */
        public Series series(int index) {
            return series[index];
        }

        /** The value of the sample at an index below {@link #size}. */
        public double value(int index) {
            return values[index];
        }
    }
}
