package io.hypervigil.web.api;

import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.labels.Matcher;
import io.hypervigil.promql.storage.Queryable;
import io.hypervigil.promql.storage.SampleBuffer;
import io.hypervigil.promql.storage.StoredSeries;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * A store of which each series takes 100 microseconds to read, and which has a hundred thousand.
 */
final class SlowStore implements Queryable {

    private static final int SERIES = 100_000;
    private static final long READ_NANOS = 100_000;

    private final CountDownLatch firstRead = new CountDownLatch(1);
    private final AtomicInteger reads = new AtomicInteger();

    int reads() {
        return reads.get();
    }

    void awaitFirstRead() throws InterruptedException {
        firstRead.await();
    }

    @Override
    public List<StoredSeries> select(List<Matcher> matchers, long fromMillis, long toMillis) {
        return IntStream.range(0, SERIES)
                .mapToObj(
                        i -> (StoredSeries) new Slow(Labels.of("i", Integer.toString(SERIES + i))))
                .toList();
    }

    private final class Slow implements StoredSeries {

        private final Labels labels;

        Slow(Labels labels) {
            this.labels = labels;
        }

        @Override
        public Labels labels() {
            return labels;
        }

        @Override
        public void read(long afterMillis, long toMillis, SampleBuffer into) {
            reads.incrementAndGet();
            firstRead.countDown();
            long untilNanos = System.nanoTime() + READ_NANOS;
            while (System.nanoTime() < untilNanos) {
                Thread.onSpinWait();
            }
            into.add(toMillis, 1);
        }
    }
}
