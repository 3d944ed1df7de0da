package io.hypervigil.nvml.dcgm;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.SampleSink;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The fields of one GPU, or of an instance of it, as they add up in a round.
 *
 * <p>Thread: one.
 */
final class DcgmSums {

    private static final double NANOS_OF_SECOND = 1e9;

    private final double[] sums;
    private final boolean[] isThere;
    private final double[] before;
    private final boolean[] wasThere;
    private long beforeNanos;

    DcgmSums(int fields) {
        sums = new double[fields];
        isThere = new boolean[fields];
        before = new double[fields];
        wasThere = new boolean[fields];
    }

    void begin() {
        Arrays.fill(sums, 0);
        Arrays.fill(isThere, false);
    }

    /**
     * Takes a sample to the fields that it is part of.
     *
     * @param offset where the labels begin that tell it from others of its family
     */
    void take(List<DcgmPlan.Use> uses, double value, String[] labelValues, int offset) {
        for (DcgmPlan.Use use : uses) {
            if (isSame(use, labelValues, offset)) {
                sums[use.given()] += value * use.weight();
                isThere[use.given()] = true;
            }
        }
    }

    /**
     * Writes the fields that have a value.
     *
     * @param wanted which fields
     * @param family as which family
     */
    void write(
            List<DcgmPlan.Given> given,
            Predicate<DcgmField> wanted,
            Function<DcgmPlan.Given, Family> family,
            long nanos,
            SampleSink sink,
            String... labels) {
        double seconds = (nanos - beforeNanos) / NANOS_OF_SECOND;
        for (int i = 0; i < sums.length; i++) {
            var one = given.get(i);
            if (!wanted.test(one.field())) {
                continue;
            }
            switch (one.field().shape()) {
                case AS_IT_IS -> {
                    if (isThere[i]) {
                        sink.add(family.apply(one), sums[i] * one.field().scale(), labels);
                    }
                }
                case RATE -> {
                    if (isThere[i] && wasThere[i] && seconds > 0 && sums[i] >= before[i]) {
                        double rate = (sums[i] - before[i]) / seconds;
                        sink.add(family.apply(one), rate * one.field().scale(), labels);
                    }
                }
                case ANY -> sink.add(family.apply(one), sums[i] > 0 ? 1 : 0, labels);
            }
        }
    }

    /** Ends a round: keeps what the next one is compared with. */
    void end(long nanos) {
        System.arraycopy(sums, 0, before, 0, sums.length);
        System.arraycopy(isThere, 0, wasThere, 0, sums.length);
        beforeNanos = nanos;
    }

    private static boolean isSame(DcgmPlan.Use use, String[] labelValues, int offset) {
        for (int i = 0; i < use.labels().size(); i++) {
            var wanted = use.labels().get(i);
            if (!wanted.equals(DcgmField.ANY_VALUE) && !wanted.equals(labelValues[i + offset])) {
                return false;
            }
        }
        return true;
    }
}
