package io.hypervigil.promql.function;

/** The quantile of some numbers, between the two of the nearest ranks; NaN counts as the least. */
public final class Quantile {

    private Quantile() {}

    /**
     * A quantile.
     *
     * @param quantile from 0 to 1; infinite results for what lies beyond, NaN for NaN
     * @param values are brought into another order
     * @param count how many of them count, from the first on; at least one
     */
    public static double of(double quantile, double[] values, int count) {
        if (!(quantile >= 0 && quantile <= 1)) {
            return beyond(quantile);
        }
        int nans = moveNans(values, count);
        double rank = quantile * (count - 1);
        int lower = (int) rank;
        double lowerValue = lower < nans ? Double.NaN : select(values, nans, count, lower);
        if (lower == count - 1) {
            return interpolate(rank, lowerValue, lowerValue);
        }
        double upperValue =
                lower + 1 < nans ? Double.NaN : least(values, Math.max(nans, lower + 1), count);
        return interpolate(rank, lowerValue, upperValue);
    }

    /** What a quantile that is not from 0 to 1 is of any numbers. */
    static double beyond(double quantile) {
        if (Double.isNaN(quantile)) {
            return Double.NaN;
        }
        return quantile < 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }

    /**
     * The value of a rank that may lie between two.
     *
     * @param lower the value of the whole rank at or below it
     * @param upper the value of the rank behind that one
     */
    static double interpolate(double rank, double lower, double upper) {
        double weight = rank - Math.floor(rank);
        return lower * (1 - weight) + upper * weight;
    }

    private static int moveNans(double[] values, int count) {
        int nans = 0;
        for (int i = 0; i < count; i++) {
            if (Double.isNaN(values[i])) {
                values[i] = values[nans];
                values[nans++] = Double.NaN;
            }
        }
        return nans;
    }

    /** Puts the value of a rank at its place, what is less before it and what is more behind. */
    private static double select(double[] values, int from, int to, int rank) {
        int low = from;
        int high = to - 1;
        while (low < high) {
            double pivot = middleOf(values[low], values[(low + high) >>> 1], values[high]);
            int i = low;
            int j = high;
            while (i <= j) {
                while (values[i] < pivot) {
                    i++;
                }
                while (values[j] > pivot) {
                    j--;
                }
                if (i <= j) {
                    double moved = values[i];
                    values[i++] = values[j];
                    values[j--] = moved;
                }
            }
            if (rank <= j) {
                high = j;
            } else if (rank >= i) {
                low = i;
            } else {
                break;
            }
        }
        return values[rank];
    }

    private static double middleOf(double a, double b, double c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }

    private static double least(double[] values, int from, int to) {
        double least = values[from];
        for (int i = from + 1; i < to; i++) {
            least = Math.min(least, values[i]);
        }
        return least;
    }
}
