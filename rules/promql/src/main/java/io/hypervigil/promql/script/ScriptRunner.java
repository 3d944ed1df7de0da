package io.hypervigil.promql.script;

import io.hypervigil.promql.engine.Engine;
import io.hypervigil.promql.engine.EngineOptions;
import io.hypervigil.promql.engine.QueryException;
import io.hypervigil.promql.engine.QueryLimits;
import io.hypervigil.promql.engine.QueryResult;
import io.hypervigil.promql.script.Command.Evaluation;
import io.hypervigil.promql.script.Command.Time;
import io.hypervigil.promql.syntax.Expr;
import io.hypervigil.promql.syntax.ParseException;
import io.hypervigil.promql.syntax.ParserOptions;
import io.hypervigil.promql.syntax.ValueType;
import io.hypervigil.promql.value.QueryValue;
import io.hypervigil.promql.value.RangeSeries;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Runs scripts, with the engine set up as Prometheus sets up its own for its suite.
 *
 * <p>Thread: confined; each script has series of its own.
 */
public final class ScriptRunner {

    /** As the suite has it: everything that can be switched on is. */
    static final EngineOptions OPTIONS =
            new EngineOptions(
                    ParserOptions.EVERYTHING,
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(1),
                    true,
                    true);

    private static final QueryLimits LIMITS =
            new QueryLimits(Duration.ofSeconds(100), 10_000, Optional.empty(), () -> false);

    /** An instant query is asked again as a range of three steps, of which it is the middle one. */
    private static final long AROUND_MILLIS = 60_000;

    /** What resolves differently in a range. */
    private static final Pattern OF_RANGE = Pattern.compile("(start|end|range|step)\\(\\)");

    private final Engine engine = new Engine(OPTIONS);
    private final MemoryStore store = new MemoryStore();

    private ScriptRunner() {}

    /** Runs a script, all of it whatever fails; an outcome for each evaluation, in its order. */
    public static List<Outcome> run(Script script) {
        var runner = new ScriptRunner();
        var outcomes = new ArrayList<Outcome>();
        for (var command : script.commands()) {
            switch (command) {
                case Command.Clear _ -> runner.store.clear();
                case Command.Load load -> runner.load(load);
                case Evaluation evaluation ->
                        outcomes.add(
                                new Outcome(
                                        script.name(),
                                        evaluation.line(),
                                        evaluation.text(),
                                        runner.failure(evaluation)));
            }
        }
        return outcomes;
    }

    private void load(Command.Load load) {
        load.series().forEach(store::add);
        if (load.alsoAsCustomBuckets()) {
            ClassicHistograms.convert(load.series()).forEach(store::add);
        }
    }

    private Optional<String> failure(Evaluation evaluation) {
        try {
            var query = engine.parse(evaluation.query());
            switch (evaluation.time()) {
                case Time.Instant instant -> checkInstant(evaluation, query, instant.millis());
                case Time.Range range -> checkRange(evaluation, query, range);
            }
            return Optional.empty();
        } catch (Mismatch | ParseException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private void checkInstant(Evaluation evaluation, Expr query, long millis) throws Mismatch {
        var result = result(evaluation, () -> engine.instant(store, query, millis, LIMITS));
        if (result == null) {
            return;
        }
        var check = new ResultCheck(evaluation.expectation());
        check.check(result.value());
        boolean hasRange = query.type() == ValueType.VECTOR || query.type() == ValueType.SCALAR;
        if (hasRange && !OF_RANGE.matcher(evaluation.query()).find()) {
            checkMiddle(evaluation, query, millis, check);
        }
    }

    private void checkMiddle(Evaluation evaluation, Expr query, long millis, ResultCheck check)
            throws Mismatch {
        QueryResult result;
        try {
            result =
                    engine.range(
                            store,
                            query,
                            millis - AROUND_MILLIS,
                            millis + AROUND_MILLIS,
                            AROUND_MILLIS,
                            LIMITS);
        } catch (QueryException e) {
            throw new Mismatch("as a range: " + e.getMessage());
        }
        if (evaluation.expectation().isOrdered()) {
            return;
        }
        var matrix = (QueryValue.Matrix) result.value();
        var samples = samplesAt(matrix, millis);
        try {
            check.check(
                    query.type() == ValueType.SCALAR
                            ? new QueryValue.Scalar(millis, samples.getFirst().value())
                            : new QueryValue.Vector(samples));
        } catch (Mismatch e) {
            throw new Mismatch("as a range: " + e.getMessage());
        }
    }

    private static List<QueryValue.Sample> samplesAt(QueryValue.Matrix matrix, long millis) {
        var samples = new ArrayList<QueryValue.Sample>();
        for (var series : matrix.series()) {
            addSampleAt(millis, series, samples);
        }
        return samples;
    }

    private static void addSampleAt(
            long millis, RangeSeries series, List<QueryValue.Sample> samples) {
        for (int i = 0; i < series.floats().length; i++) {
            if (series.floatMillis()[i] == millis) {
                samples.add(
                        new QueryValue.Sample(series.labels(), millis, series.floats()[i], null));
            }
        }
        for (int i = 0; i < series.histograms().length; i++) {
            if (series.histogramMillis()[i] == millis) {
                samples.add(
                        new QueryValue.Sample(series.labels(), millis, 0, series.histograms()[i]));
            }
        }
    }

    private void checkRange(Evaluation evaluation, Expr query, Time.Range time) throws Mismatch {
        var result =
                result(
                        evaluation,
                        () ->
                                engine.range(
                                        store,
                                        query,
                                        time.startMillis(),
                                        time.endMillis(),
                                        time.stepMillis(),
                                        LIMITS));
        if (result != null) {
            new ResultCheck(evaluation.expectation())
                    .checkMatrix((QueryValue.Matrix) result.value(), time);
        }
    }

    @FunctionalInterface
    private interface Query {
        QueryResult run() throws QueryException;
    }

    /** The result with the annotations that are expected; null where a failure is, and came. */
    private static @Nullable QueryResult result(Evaluation evaluation, Query query)
            throws Mismatch {
        var failure = evaluation.expectation().failure();
        try {
            var result = query.run();
            if (failure.isPresent()) {
                throw new Mismatch("no error came instead of " + failure.get());
            }
            WantedAnnotation.check(
                    evaluation.expectation().annotations(),
                    result.annotations(),
                    evaluation.query());
            return result;
        } catch (QueryException e) {
            var message = String.valueOf(e.getMessage());
            if (failure.isPresent() && failure.get().matches(message)) {
                return null;
            }
            throw new Mismatch(
                    "error: "
                            + message
                            + failure.map(wanted -> ", instead of " + wanted).orElse(""));
        }
    }
}
