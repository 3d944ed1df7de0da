package io.hypervigil.promql.script;

import io.hypervigil.promql.histogram.FloatHistogram;
import io.hypervigil.promql.number.Numbers;
import io.hypervigil.promql.script.SeriesToken.Kind;
import io.hypervigil.promql.storage.Staleness;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a row of values: {@code 1 2+3x5 _ _x2 stale {{schema:0 count:3}}+{{count:1}}x5}. */
final class ValueReader {

    /** A row that is longer is a mistake. */
    private static final int MAX_POINTS = 1_000_000;

    private final SeriesLexer lexer;
    private final List<Point> points = new ArrayList<>();
    private SeriesToken token;

    ValueReader(String text) {
        this.lexer = new SeriesLexer(text);
        this.token = lexer.next();
    }

    /**
     * @throws IllegalArgumentException for what is none, with the reason
     */
    List<Point> read() {
        while (!token.is(Kind.END)) {
            take(Kind.SPACE);
            if (!token.is(Kind.END)) {
                item();
            }
        }
        return points;
    }

    private SeriesToken take() {
        var taken = token;
        token = lexer.next();
        return taken;
    }

    private SeriesToken take(Kind kind) {
        if (!token.is(kind)) {
            throw token.unexpected();
        }
        return take();
    }

    private boolean has(Kind kind) {
        boolean has = token.is(kind);
        if (has) {
            take();
        }
        return has;
    }

    private void item() {
        if (has(Kind.BLANK)) {
            int times = has(Kind.TIMES) ? times() : 1;
            points.addAll(Collections.nCopies(times, Point.NONE));
        } else if (token.is(Kind.OPEN_HISTOGRAM)) {
            histograms();
        } else {
            floats(value());
        }
    }

    /** Nothing goes on adding to it but where it says how often. */
    private void floats(double first) {
        boolean adds = token.is(Kind.PLUS) || token.is(Kind.MINUS);
        double more = adds ? signed() : 0;
        int times = 0;
        if (adds) {
            take(Kind.TIMES);
            times = times();
        } else if (has(Kind.TIMES)) {
            times = times();
        }
        double value = first;
        for (int i = 0; i <= times; i++) {
            points.add(Point.of(value));
            value = adds ? value + more : value;
        }
    }

    private double value() {
        if (token.is(Kind.WORD) && token.text().equals("stale")) {
            take();
            return Staleness.MARKER;
        }
        return signed();
    }

    private double signed() {
        boolean isNegative = token.is(Kind.MINUS);
        if (isNegative || token.is(Kind.PLUS)) {
            take();
        }
        double value = Numbers.parse(take(Kind.NUMBER).text());
        return isNegative ? -value : value;
    }

    private int times() {
        var digits = take(Kind.NUMBER).text();
        boolean isCount = digits.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!isCount) {
            throw new IllegalArgumentException("no number of times: x" + digits);
        }
        var number = digits.replaceFirst("^0+(?=.)", "");
        if (number.length() > 7 || Integer.parseInt(number) > MAX_POINTS) {
            throw new IllegalArgumentException("too many values: x" + digits);
        }
        return Integer.parseInt(number);
    }

    private void histograms() {
        var first = histogram();
        boolean isMinus = token.is(Kind.MINUS);
        if (!isMinus && !token.is(Kind.PLUS)) {
            repeat(first, null, 1, has(Kind.TIMES) ? times() : 0);
            return;
        }
        take();
        var more = histogram();
        take(Kind.TIMES);
        repeat(first, more, isMinus ? -1 : 1, times());
    }

    private HistogramText.Read histogram() {
        take(Kind.OPEN_HISTOGRAM);
        var text = new HistogramText();
        boolean isSpace = has(Kind.SPACE);
        boolean isFirst = true;
        while (!has(Kind.CLOSE_HISTOGRAM)) {
            if (isFirst == isSpace) {
                throw token.unexpected();
            }
            field(text);
            isSpace = has(Kind.SPACE);
            isFirst = false;
        }
        return text.read();
    }

    private void field(HistogramText text) {
        var field = take(Kind.FIELD).text();
        take(Kind.COLON);
        switch (field) {
            case "schema", "offset", "n_offset" -> text.set(field, whole());
            case "buckets", "n_buckets", "custom_values" -> text.set(field, list());
            case "counter_reset_hint" -> text.setHint(take(Kind.HINT).text());
            default -> text.set(field, number(!field.equals("z_bucket_w")));
        }
    }

    private int whole() {
        boolean isNegative = has(Kind.MINUS);
        var digits = take(Kind.NUMBER).text();
        if (!digits.matches("[0-9]{1,9}")) {
            throw new IllegalArgumentException("no whole number: " + digits);
        }
        return isNegative ? -Integer.parseInt(digits) : Integer.parseInt(digits);
    }

    private double number(boolean maySign) {
        boolean isNegative = maySign && has(Kind.MINUS);
        double value = Numbers.parse(take(Kind.NUMBER).text());
        return isNegative ? -value : value;
    }

    private double[] list() {
        take(Kind.OPEN_LIST);
        var numbers = new ArrayList<Double>();
        numbers.add(number(true));
        boolean isSpace = has(Kind.SPACE);
        while (!has(Kind.CLOSE_LIST)) {
            if (!isSpace) {
                throw token.unexpected();
            }
            numbers.add(number(true));
            isSpace = has(Kind.SPACE);
        }
        return numbers.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private void repeat(
            HistogramText.Read first, HistogramText.@Nullable Read more, int sign, int times) {
        boolean namesHint = more == null ? first.namesHint() : more.namesHint();
        var histogram = first.histogram();
        points.add(Point.of(histogram, namesHint));
        for (int i = 0; i < times; i++) {
            histogram = more == null ? histogram : sum(histogram, more.histogram(), sign);
            points.add(Point.of(histogram, namesHint));
        }
    }

    private static FloatHistogram sum(FloatHistogram left, FloatHistogram right, int sign) {
        if (left.schema() > right.schema()) {
            throw new IllegalArgumentException(
                    "error combining histograms: cannot merge from schema "
                            + right.schema()
                            + " to "
                            + left.schema());
        }
        return HistogramSteps.add(left, right, sign);
    }
}
