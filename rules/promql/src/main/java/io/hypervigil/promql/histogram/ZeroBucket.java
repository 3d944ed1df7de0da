package io.hypervigil.promql.histogram;

/**
 * The bucket around zero while histograms are calculated with. It grows until its end is where both
 * histograms have one.
 *
 * <p>Thread: confined.
 */
final class ZeroBucket {

    private double threshold;
    private double count;
    private double loss;

    void load(double threshold, double count) {
        this.threshold = threshold;
        this.count = count;
        this.loss = 0;
    }

    double threshold() {
        return threshold;
    }

    double count() {
        return count;
    }

    double exactCount(double divisor) {
        return count / divisor + loss / divisor;
    }

    void add(double value) {
        double sum = count + value;
        loss = Kahan.loss(count, value, sum, loss);
        count = sum;
    }

    void multiply(double factor) {
        count *= factor;
        loss *= factor;
    }

    void divide(double divisor) {
        count /= divisor;
        loss /= divisor;
    }

    ZeroBucket copy() {
        var copy = new ZeroBucket();
        copy.threshold = threshold;
        copy.count = count;
        copy.loss = loss;
        return copy;
    }

    /**
     * Takes in the buckets that begin below a larger threshold. Where the threshold would be within
     * a bucket that is not empty it becomes the end of that one.
     */
    void grow(double least, BucketRow positive, BucketRow negative, int schema) {
        if (least == threshold) {
            return;
        }
        double own = count;
        double wanted = least;
        boolean isSettled = false;
        while (!isSettled) {
            count = own;
            wanted = take(positive, wanted, schema);
            double withNegative = take(negative, wanted, schema);
            // A larger one takes more of the positive buckets: all over again.
            isSettled = withNegative == wanted;
            wanted = withNegative;
        }
        threshold = wanted;
    }

    private double take(BucketRow side, double wanted, int schema) {
        for (int i = 0; i < side.size(); i++) {
            int index = side.index(i);
            if (ExponentialBounds.upper(index - 1, schema) >= wanted) {
                return wanted;
            }
            add(side.count(i));
            add(side.loss(i));
            double upper = ExponentialBounds.upper(index, schema);
            if (upper > wanted) {
                return side.count(i) == 0 ? wanted : upper;
            }
        }
        return wanted;
    }

    /** Takes what is in here, and what is empty, out of a side. */
    void cut(BucketRow side, int schema) {
        int from = 0;
        while (from < side.size()
                && ExponentialBounds.upper(side.index(from) - 1, schema) < threshold) {
            from++;
        }
        side.keepPopulated(from);
    }

    /** The first bucket of a side that reaches beyond this one. */
    int firstBeyond(BucketRow side, int schema) {
        int from = 0;
        while (from < side.size()
                && ExponentialBounds.upper(side.index(from), schema) <= threshold) {
            from++;
        }
        return from;
    }
}
