package io.hypervigil.promql.engine;

import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.number.Numbers;
import io.hypervigil.promql.storage.Queryable;
import io.hypervigil.promql.syntax.ParseException;
import io.hypervigil.promql.syntax.ParserOptions;
import io.hypervigil.promql.value.Annotations.Level;
import io.hypervigil.promql.value.QueryValue;
import io.hypervigil.promql.value.RangeSeries;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Asks an engine, and writes its answer down: a line a series. */
final class Queries {

    static final EngineOptions ALL =
            new EngineOptions(
                    ParserOptions.EVERYTHING,
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(1),
                    true,
                    true);

    private final Engine engine;
    private final Queryable data;
    private final QueryLimits limits;

    Queries(Queryable data) {
        this(data, EngineOptions.STANDARD, QueryLimits.WIDE);
    }

    Queries(Queryable data, EngineOptions options, QueryLimits limits) {
        this.engine = new Engine(options);
        this.data = data;
        this.limits = limits;
    }

    /** The answer at a second. */
    String instant(String query, long second) {
        return text(query, instantResult(query, second));
    }

    /** The answer at each so many seconds. */
    String range(String query, long from, long to, long step) {
        return text(query, rangeResult(query, from, to, step));
    }

    QueryResult instantResult(String query, long second) {
        try {
            return engine.instant(data, engine.parse(query), second * 1000, limits);
        } catch (QueryException | ParseException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    QueryResult rangeResult(String query, long from, long to, long step) {
        try {
            var expr = engine.parse(query);
            return engine.range(data, expr, from * 1000, to * 1000, step * 1000, limits);
        } catch (QueryException | ParseException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    /** What is wrong with a query at a second. */
    String fault(String query, long second) {
        try {
            var value = engine.instant(data, engine.parse(query), second * 1000, limits).value();
            return "none: " + value;
        } catch (QueryException | ParseException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static String text(String query, QueryResult result) {
        var lines = new ArrayList<String>();
        for (var level : List.of(Level.WARNING, Level.INFO)) {
            lines.addAll(result.annotations().texts(level, query, 0));
        }
        switch (result.value()) {
            case QueryValue.Scalar scalar -> lines.add(Numbers.plain(scalar.value()));
            case QueryValue.Text text -> lines.add(text.value());
            case QueryValue.Vector vector ->
                    vector.samples()
                            .forEach(s -> lines.add(line(s.labels(), Numbers.plain(s.value()))));
            case QueryValue.Matrix matrix ->
                    matrix.series().forEach(s -> lines.add(line(s.labels(), samples(s))));
        }
        return String.join("\n", lines);
    }

    private static String line(Labels labels, String samples) {
        return labels + " " + samples;
    }

    private static String samples(RangeSeries series) {
        var samples = new ArrayList<String>();
        for (int i = 0; i < series.floats().length; i++) {
            samples.add(Numbers.plain(series.floats()[i]) + "@" + series.floatMillis()[i] / 1000);
        }
        return samples.stream().collect(Collectors.joining(" "));
    }
}
