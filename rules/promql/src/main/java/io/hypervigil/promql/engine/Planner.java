package io.hypervigil.promql.engine;

import io.hypervigil.promql.engine.aggregate.Aggregation;
import io.hypervigil.promql.engine.aggregate.LimitAggregation;
import io.hypervigil.promql.engine.aggregate.QuantileAggregation;
import io.hypervigil.promql.engine.aggregate.RankAggregation;
import io.hypervigil.promql.engine.aggregate.ValueCount;
import io.hypervigil.promql.engine.binary.Negation;
import io.hypervigil.promql.engine.binary.SetOperation;
import io.hypervigil.promql.engine.binary.VectorMatch;
import io.hypervigil.promql.engine.binary.VectorScalar;
import io.hypervigil.promql.engine.call.LabelNames;
import io.hypervigil.promql.engine.row.Evaluation;
import io.hypervigil.promql.engine.row.Failure;
import io.hypervigil.promql.engine.row.Frame;
import io.hypervigil.promql.engine.row.RepeatedRows;
import io.hypervigil.promql.engine.row.RowSource;
import io.hypervigil.promql.engine.row.Scalar;
import io.hypervigil.promql.engine.select.InstantSelector;
import io.hypervigil.promql.engine.select.Ranges;
import io.hypervigil.promql.engine.select.SmoothedSelector;
import io.hypervigil.promql.engine.select.StoredRanges;
import io.hypervigil.promql.engine.select.SubqueryRanges;
import io.hypervigil.promql.engine.select.TimeShift;
import io.hypervigil.promql.labels.Quoted;
import io.hypervigil.promql.syntax.Expr;
import io.hypervigil.promql.syntax.Matching;
import io.hypervigil.promql.syntax.ValueType;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Makes the operators of an expression.
 *
 * <p>Thread: confined to the query.
 */
final class Planner {

    private static final Matching ONE_TO_ONE =
            new Matching(
                    Matching.Cardinality.ONE_TO_ONE,
                    false,
                    List.of(),
                    List.of(),
                    OptionalDouble.empty(),
                    OptionalDouble.empty());

    private final Evaluation evaluation;
    private final QueryDurations durations;
    private final CallPlanner calls;
    private final ScalarPlanner scalars;

    Planner(Evaluation evaluation) {
        this.evaluation = evaluation;
        this.durations = QueryDurations.of(evaluation);
        this.calls = new CallPlanner(this);
        this.scalars = new ScalarPlanner(this, evaluation);
    }

    /** The series of an expression that is a vector. */
    RowSource vector(Expr expr, Frame frame) {
        if (!frame.steps().isOne() && StepInvariance.holds(expr)) {
            var one = frame.atFirstStep();
            return new RepeatedRows(frame, one, vector(expr, one));
        }
        return switch (expr) {
            case Expr.Parenthesized parenthesized -> vector(parenthesized.inner(), frame);
            case Expr.VectorSelector selector -> selector(selector, frame);
            case Expr.Unary unary -> unary(unary, frame);
            case Expr.Binary binary -> binary(binary, frame);
            case Expr.Aggregation aggregation -> aggregation(aggregation, frame);
            case Expr.Call call -> calls.vector(call, frame);
            case Expr.NumberLiteral _,
                    Expr.StringLiteral _,
                    Expr.MatrixSelector _,
                    Expr.Subquery _ ->
                    throw new IllegalArgumentException(expr.type() + " is no vector");
        };
    }

    /** The numbers of an expression that is a scalar. */
    Scalar scalar(Expr expr, Frame frame) {
        return scalars.scalar(expr, frame);
    }

    /** The value of an expression that is a text. */
    static String text(Expr expr) {
        return switch (expr) {
            case Expr.StringLiteral literal -> literal.value();
            case Expr.Parenthesized parenthesized -> text(parenthesized.inner());
            case Expr.NumberLiteral _,
                    Expr.VectorSelector _,
                    Expr.MatrixSelector _,
                    Expr.Subquery _,
                    Expr.Unary _,
                    Expr.Binary _,
                    Expr.Aggregation _,
                    Expr.Call _ ->
                    throw new IllegalArgumentException(expr.type() + " is no text");
        };
    }

    /** The series of an expression that is a range vector. */
    Ranges ranges(Expr expr, Frame frame) {
        return switch (expr) {
            case Expr.Parenthesized parenthesized -> ranges(parenthesized.inner(), frame);
            case Expr.MatrixSelector range ->
                    new StoredRanges(
                            frame,
                            range.selector(),
                            durations.shift(range.selector().time()),
                            durations.positiveMillis(range.range()));
            case Expr.Subquery subquery -> subquery(subquery, frame);
            case Expr.NumberLiteral _,
                    Expr.StringLiteral _,
                    Expr.VectorSelector _,
                    Expr.Unary _,
                    Expr.Binary _,
                    Expr.Aggregation _,
                    Expr.Call _ ->
                    throw new IllegalArgumentException(expr.type() + " is no range");
        };
    }

    private Ranges subquery(Expr.Subquery subquery, Frame frame) {
        var shift = durations.shift(subquery.time());
        long rangeMillis = durations.positiveMillis(subquery.range());
        long stepMillis =
                subquery.step()
                        .map(durations::positiveMillis)
                        .orElse(evaluation.subqueryStepMillis());
        var steps =
                SubqueryRanges.innerSteps(
                        frame.steps(),
                        shift,
                        rangeMillis,
                        stepMillis,
                        evaluation.meter().maxSamples());
        var inner = new Frame(evaluation, steps);
        RowSource source = steps.count() == 0 ? () -> null : vector(subquery.inner(), inner);
        return new SubqueryRanges(frame, inner, source, shift, rangeMillis);
    }

    private RowSource selector(Expr.VectorSelector selector, Frame frame) {
        var shift = durations.shift(selector.time());
        return switch (selector.extension()) {
            case NONE, ANCHORED -> selector(selector, frame, InstantSelector.Part.VALUE);
            case SMOOTHED -> new SmoothedSelector(frame, selector, shift);
        };
    }

    /** A part of the samples of a selector. */
    RowSource selector(Expr.VectorSelector selector, Frame frame, InstantSelector.Part part) {
        return new InstantSelector(frame, selector, durations.shift(selector.time()), part);
    }

    /** From when the first selector within an expression takes its samples. */
    TimeShift shiftOfFirst(Expr expr) {
        return new FirstSelector(durations).shift(expr).orElse(TimeShift.NONE);
    }

    private RowSource unary(Expr.Unary unary, Frame frame) {
        var operand = vector(unary.operand(), frame);
        return unary.isNegative() ? new Negation(frame, operand) : operand;
    }

    private RowSource binary(Expr.Binary expr, Frame frame) {
        var left = expr.left();
        var right = expr.right();
        if (left.type() == ValueType.SCALAR) {
            return new VectorScalar(frame, expr, vector(right, frame), scalar(left, frame), true);
        }
        if (right.type() == ValueType.SCALAR) {
            return new VectorScalar(frame, expr, vector(left, frame), scalar(right, frame), false);
        }
        var matching = expr.matching().orElse(ONE_TO_ONE);
        return expr.operator().isSet()
                ? new SetOperation(
                        frame, expr.operator(), matching, vector(left, frame), vector(right, frame))
                : new VectorMatch(frame, expr, matching, vector(left, frame), vector(right, frame));
    }

    private RowSource aggregation(Expr.Aggregation expr, Frame frame) {
        var operand = vector(expr.operand(), frame);
        return switch (expr.aggregator()) {
            case SUM, AVG, COUNT, MIN, MAX, GROUP, STDDEV, STDVAR ->
                    new Aggregation(frame, expr, operand);
            case TOPK, BOTTOMK -> new RankAggregation(frame, expr, operand, parameter(expr, frame));
            case LIMITK, LIMIT_RATIO ->
                    new LimitAggregation(frame, expr, operand, parameter(expr, frame));
            case QUANTILE -> new QuantileAggregation(frame, expr, operand, parameter(expr, frame));
            case COUNT_VALUES ->
                    new ValueCount(frame, expr, operand, valueLabel(parameterOf(expr)));
        };
    }

    private Scalar parameter(Expr.Aggregation expr, Frame frame) {
        return scalar(parameterOf(expr), frame);
    }

    private static Expr parameterOf(Expr.Aggregation expr) {
        return expr.parameter().orElseThrow();
    }

    private static String valueLabel(Expr parameter) {
        var name = text(parameter);
        if (!LabelNames.isValid(name)) {
            throw Failure.execution("invalid label name " + Quoted.text(name));
        }
        return name;
    }
}
