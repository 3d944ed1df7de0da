package io.hypervigil.web.api;

import io.hypervigil.promql.engine.Engine;
import io.hypervigil.promql.engine.QueryException;
import io.hypervigil.promql.engine.QueryLimits;
import io.hypervigil.promql.engine.QueryResult;
import io.hypervigil.promql.storage.Queryable;
import io.hypervigil.promql.syntax.ParseException;
import io.hypervigil.promql.value.QueryValue;
import io.hypervigil.promql.value.RangeSeries;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * Runs queries, so many at once. A query ends when nobody waits for it any more.
 *
 * <p>What is held at once is bounded: queries that wait are texts, their trees are made when it is
 * their turn; a large result keeps its place until it is sent.
 *
 * <p>Thread: any.
 */
final class QueryLane {

    /** How often one that waits looks whether its client is still there. */
    private static final long LOOK_MILLIS = 50;

    /** A result of more samples, some 160 kB, keeps its place. */
    private static final long LARGE_SAMPLES = 10_000;

    private final Engine engine;
    private final Queryable data;
    private final QuerySettings settings;
    private final QueryThreads threads;
    private final Semaphore places;

    QueryLane(Engine engine, Queryable data, QuerySettings settings, QueryThreads threads) {
        this.engine = engine;
        this.data = data;
        this.settings = settings;
        this.threads = threads;
        this.places = new Semaphore(settings.maxConcurrency(), true);
    }

    /**
     * How a query is evaluated.
     *
     * @param timeout asked for; the configured one where that is shorter
     * @param lookback instead of the configured one
     */
    record Wanted(Optional<Duration> timeout, Optional<Duration> lookback) {}

    /** The times of a range at which a query is evaluated. */
    record Range(long startMillis, long endMillis, long stepMillis) {}

    /** What it gave, and how long it waited for its turn. */
    record Done(QueryResult result, long waitedNanos, long tookNanos) {}

    /** A query that has been parsed before, at one time. */
    Done instant(String query, long millis, Wanted wanted, Request request) {
        return run(
                limits -> engine.instant(data, engine.parse(query), millis, limits),
                wanted,
                request);
    }

    /** At each step of a range. */
    Done range(String query, Range range, Wanted wanted, Request request) {
        return run(
                limits ->
                        engine.range(
                                data,
                                engine.parse(query),
                                range.startMillis(),
                                range.endMillis(),
                                range.stepMillis(),
                                limits),
                wanted,
                request);
    }

    @FunctionalInterface
    private interface Evaluation {
        QueryResult evaluate(QueryLimits limits) throws QueryException, ParseException;
    }

    private Done run(Evaluation evaluation, Wanted wanted, Request request) {
        var timeout =
                wanted.timeout()
                        .filter(asked -> asked.compareTo(settings.timeout()) < 0)
                        .orElse(settings.timeout());
        var isAbandoned = new Abandonment(request.isAwaited());
        long startNanos = System.nanoTime();
        try {
            awaitPlace(timeout, isAbandoned);
            long waited = System.nanoTime() - startNanos;
            var place = new Place(places);
            request.whenAnswered(place::leave);
            var limits =
                    new QueryLimits(
                            timeout.minusNanos(waited),
                            settings.maxSamples(),
                            wanted.lookback(),
                            isAbandoned);
            var result = threads.run(() -> evaluated(evaluation, limits, place));
            return new Done(result, waited, System.nanoTime() - startNanos);
        } catch (ExecutionException e) {
            throw failure(e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new ApiFailure(ApiFailure.Kind.CANCELED, "query was canceled in query execution");
        }
    }

    private static QueryResult evaluated(Evaluation evaluation, QueryLimits limits, Place place)
            throws QueryException, ParseException {
        boolean isLarge = false;
        try {
            var result = evaluation.evaluate(limits);
            isLarge = samples(result.value()) > LARGE_SAMPLES;
            return result;
        } finally {
            if (!isLarge) {
                place.leave();
            }
        }
    }

    private static RuntimeException failure(ExecutionException e) {
        return switch (e.getCause()) {
            case QueryException failed -> ApiFailure.of(failed);
            case StackOverflowError _ ->
                    new ApiFailure(ApiFailure.Kind.EXECUTION, "query is nested too deeply");
            case null, default -> new IllegalStateException("query failed", e);
        };
    }

    private void awaitPlace(Duration timeout, BooleanSupplier isAbandoned)
            throws InterruptedException {
        long untilNanos = System.nanoTime() + timeout.toNanos();
        while (true) {
            long leftMillis = TimeUnit.NANOSECONDS.toMillis(untilNanos - System.nanoTime());
            if (leftMillis <= 0) {
                throw new ApiFailure(ApiFailure.Kind.TIMEOUT, "query timed out in query queue");
            }
            if (places.tryAcquire(Math.min(leftMillis, LOOK_MILLIS), TimeUnit.MILLISECONDS)) {
                return;
            }
            if (isAbandoned.getAsBoolean()) {
                throw new ApiFailure(ApiFailure.Kind.CANCELED, "query was canceled in query queue");
            }
        }
    }

    private static long samples(QueryValue value) {
        return switch (value) {
            case QueryValue.Scalar _, QueryValue.Text _ -> 1;
            case QueryValue.Vector(var samples) -> samples.size();
            case QueryValue.Matrix(var all) -> {
                long sum = 0;
                for (RangeSeries series : all) {
                    sum += series.floats().length + series.histograms().length;
                }
                yield sum;
            }
        };
    }

    /** One of the places, which is left once. */
    private record Place(Semaphore places, AtomicBoolean isLeft) {

        Place(Semaphore places) {
            this(places, new AtomicBoolean());
        }

        void leave() {
            if (isLeft.compareAndSet(false, true)) {
                places.release();
            }
        }
    }
}
