package io.hypervigil.promql.engine;

import io.hypervigil.promql.engine.row.Evaluation;
import io.hypervigil.promql.engine.row.Failure;
import io.hypervigil.promql.engine.row.Frame;
import io.hypervigil.promql.engine.row.Meter;
import io.hypervigil.promql.engine.row.Steps;
import io.hypervigil.promql.storage.Queryable;
import io.hypervigil.promql.syntax.Expr;
import io.hypervigil.promql.syntax.ParseException;
import io.hypervigil.promql.syntax.Parser;
import io.hypervigil.promql.syntax.ValueType;
import io.hypervigil.promql.value.Annotations;
import io.hypervigil.promql.value.QueryStatistics;
import io.hypervigil.promql.value.QueryValue;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Evaluates PromQL over a store, at one time or over a range of them.
 *
 * <p>A query runs on the thread that asks for it, and holds memory for its result and its groups,
 * not for what it reads. Thread: any, many queries side by side; queries share nothing that
 * changes.
 */
public final class Engine {

    private final EngineOptions options;
    private final LongSupplier nanoClock;

    public Engine(EngineOptions options) {
        this(options, System::nanoTime);
    }

    Engine(EngineOptions options, LongSupplier nanoClock) {
        this.options = options;
        this.nanoClock = nanoClock;
    }

    public EngineOptions options() {
        return options;
    }

    /**
     * The tree of a text, in the language that the options switch on.
     *
     * @throws ParseException with Prometheus' text and position
     */
    public Expr parse(String query) throws ParseException {
        return Parser.parse(query, options.parser());
    }

    /**
     * Evaluates at one time.
     *
     * @param millis since 1970
     * @throws QueryException with Prometheus' text
     */
    public QueryResult instant(Queryable data, Expr query, long millis, QueryLimits limits)
            throws QueryException {
        return run(
                limits,
                meter -> {
                    var evaluation = evaluation(data, meter, limits, millis, millis, 0);
                    var frame = new Frame(evaluation, Steps.one(millis));
                    return result(evaluation, instantValue(query, frame));
                });
    }

    /**
     * Evaluates at each step of a range, both ends included; gives a matrix.
     *
     * @param startMillis of the first step, since 1970
     * @param endMillis no step is later
     * @param stepMillis from one step to the next, at least 1
     * @throws QueryException with Prometheus' text
     */
    public QueryResult range(
            Queryable data,
            Expr query,
            long startMillis,
            long endMillis,
            long stepMillis,
            QueryLimits limits)
            throws QueryException {
        var type = query.type();
        if (type != ValueType.VECTOR && type != ValueType.SCALAR) {
            throw new QueryException(
                    QueryException.Kind.EXECUTION,
                    "invalid expression type \""
                            + type.description()
                            + "\" for range query, must be Scalar or instant Vector");
        }
        return run(
                limits,
                meter -> {
                    var steps =
                            Steps.between(startMillis, endMillis, stepMillis, meter.maxSamples());
                    var evaluation =
                            evaluation(data, meter, limits, startMillis, endMillis, stepMillis);
                    return result(evaluation, rangeValue(query, new Frame(evaluation, steps)));
                });
    }

    private static QueryValue instantValue(Expr query, Frame frame) {
        var planner = new Planner(frame.evaluation());
        var results = new Results(frame);
        long millis = frame.steps().startMillis();
        return switch (query.type()) {
            case STRING -> new QueryValue.Text(millis, Planner.text(query));
            case SCALAR -> new QueryValue.Scalar(millis, planner.scalar(query, frame).at(0));
            case VECTOR -> results.vector(planner.vector(query, frame));
            case MATRIX -> results.matrix(planner.ranges(query, frame));
        };
    }

    private static QueryValue rangeValue(Expr query, Frame frame) {
        var planner = new Planner(frame.evaluation());
        var results = new Results(frame);
        if (frame.steps().count() == 0) {
            return new QueryValue.Matrix(List.of());
        }
        return query.type() == ValueType.SCALAR
                ? results.matrix(planner.scalar(query, frame))
                : results.matrix(planner.vector(query, frame));
    }

    private Evaluation evaluation(
            Queryable data,
            Meter meter,
            QueryLimits limits,
            long startMillis,
            long endMillis,
            long stepMillis) {
        return new Evaluation(
                data,
                meter,
                new Annotations(),
                limits.lookback().orElse(options.lookback()).toMillis(),
                options.subqueryStep().toMillis(),
                options.delaysNameRemoval(),
                options.usesStartTimestamps(),
                startMillis,
                endMillis,
                stepMillis);
    }

    private static QueryResult result(Evaluation evaluation, QueryValue value) {
        var meter = evaluation.meter();
        var statistics = new QueryStatistics(meter.elapsedNanos(), meter.looked(), meter.peak());
        return new QueryResult(value, evaluation.annotations(), statistics);
    }

    private QueryResult run(QueryLimits limits, Function<Meter, QueryResult> query)
            throws QueryException {
        try {
            var meter =
                    new Meter(
                            limits.maxSamples(),
                            limits.timeout().toNanos(),
                            nanoClock,
                            limits.isCancelled());
            meter.check();
            return query.apply(meter);
        } catch (Failure failure) {
            throw new QueryException(kind(failure), String.valueOf(failure.getMessage()));
        }
    }

    private static QueryException.Kind kind(Failure failure) {
        return switch (failure.kind()) {
            case EXECUTION -> QueryException.Kind.EXECUTION;
            case TOO_MANY_SAMPLES -> QueryException.Kind.TOO_MANY_SAMPLES;
            case TIMEOUT -> QueryException.Kind.TIMEOUT;
            case CANCELED -> QueryException.Kind.CANCELED;
        };
    }
}
