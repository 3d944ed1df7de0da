package io.hypervigil.alerting.unittest;

import io.hypervigil.alerting.unittest.TestFile.QueryTest;
import io.hypervigil.promql.engine.Engine;
import io.hypervigil.promql.engine.QueryException;
import io.hypervigil.promql.engine.QueryLimits;
import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.labels.Quoted;
import io.hypervigil.promql.storage.Queryable;
import io.hypervigil.promql.syntax.Durations;
import io.hypervigil.promql.syntax.ParseException;
import io.hypervigil.promql.value.QueryValue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Compares what expressions give with what a test says.
 *
 * @param start of the test
 * @param comparesFuzzily whether neighbours are the same number
 */
record QueryCheck(Engine engine, Queryable data, Instant start, boolean comparesFuzzily) {

    /** What is otherwise. */
    Optional<String> check(QueryTest test) {
        var head =
                "    expr: "
                        + Quoted.text(test.expression())
                        + ", time: "
                        + Durations.write(test.at().toMillis())
                        + ",";
        try {
            var came = TestSample.sorted(ask(test));
            var wanted = TestSample.sorted(test.expected().stream().map(TestSample::of).toList());
            return TestSample.areAlike(wanted, came, comparesFuzzily)
                    ? Optional.empty()
                    : Optional.of(
                            head
                                    + "\n        exp: "
                                    + TestSample.show(wanted)
                                    + "\n        got: "
                                    + TestSample.show(came));
        } catch (ParseException | QueryException | IllegalArgumentException e) {
            return Optional.of(head + " err: " + e.getMessage());
        }
    }

    /** What an expression gives at its time. */
    List<TestSample> ask(QueryTest test) throws ParseException, QueryException {
        long millis = start.plus(test.at()).toEpochMilli();
        var expression = engine.parse(test.expression());
        var value = engine.instant(data, expression, millis, QueryLimits.WIDE).value();
        return switch (value) {
            case QueryValue.Vector vector -> vector.samples().stream().map(TestSample::of).toList();
            case QueryValue.Scalar scalar ->
                    List.of(new TestSample(Labels.EMPTY, scalar.value(), ""));
            case QueryValue.Text _, QueryValue.Matrix _ ->
                    throw new QueryException(
                            QueryException.Kind.EXECUTION, "rule result is not a vector or scalar");
        };
    }
}
