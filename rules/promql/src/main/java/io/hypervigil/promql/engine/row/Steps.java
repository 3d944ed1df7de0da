package io.hypervigil.promql.engine.row;

/**
 * The times that an expression is evaluated at, evenly apart.
 *
 * @param startMillis the first, since 1970
 * @param stepMillis from one to the next, at least 1
 * @param count how many, at least 0
 */
public record Steps(long startMillis, long stepMillis, int count) {

    /**
     * From a time until another, which is the last where it fits.
     *
     * @param most more of them are refused
     */
    public static Steps between(long startMillis, long endMillis, long stepMillis, long most) {
        if (endMillis < startMillis) {
            return new Steps(startMillis, stepMillis, 0);
        }
        long count = (endMillis - startMillis) / stepMillis + 1;
        if (count <= 0 || count > Math.min(most, Integer.MAX_VALUE - 8)) {
            throw Failure.tooManySamples();
        }
        return new Steps(startMillis, stepMillis, (int) count);
    }

    /** One time only. */
    public static Steps one(long millis) {
        return new Steps(millis, 1, 1);
    }

    /** When a step is, in milliseconds since 1970. */
    public long millis(int step) {
        return startMillis + step * stepMillis;
    }

    /** When the last step is. */
    public long endMillis() {
        return millis(count - 1);
    }

    public boolean isOne() {
        return count == 1;
    }
}
