package io.hypervigil.promql.script;

import io.hypervigil.promql.histogram.FloatHistogram;
import io.hypervigil.promql.number.Numbers;
import io.hypervigil.promql.storage.Staleness;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a row of values: {@code 1 2+3x5 _ _x2 stale {{schema:0 count:3}}+{{count:1}}x5}. */
final class ValueReader {

    private static final String NUMBER =
            "(?:(?:\\d[\\d_]*\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?|(?i:inf|nan))";

    /** A number, how much more each time, and how many times more. */
    private static final Pattern FLOATS =
            Pattern.compile("([+-]?" + NUMBER + ")(?:([+-]" + NUMBER + ")?x(\\d+))?");

    private static final Pattern OMITTED = Pattern.compile("_(?:x(\\d+))?");
    private static final Pattern TIMES = Pattern.compile("x(\\d+)");

    /** A row that is longer is a mistake. */
    private static final int MAX_POINTS = 1_000_000;

    private final String text;
    private final List<Point> points = new ArrayList<>();
    private int place;

    ValueReader(String text) {
        this.text = text;
    }

    /**
     * @throws IllegalArgumentException for what is none, with the reason
     */
    List<Point> read() {
        while (skipBlanks()) {
            if (text.startsWith("{{", place)) {
                histograms();
            } else {
                value(word());
            }
        }
        return points;
    }

    private boolean skipBlanks() {
        while (place < text.length() && SeriesLine.isBlank(text.charAt(place))) {
            place++;
        }
        return place < text.length();
    }

    private String word() {
        int start = place;
        while (place < text.length() && !SeriesLine.isBlank(text.charAt(place))) {
            place++;
        }
        return text.substring(start, place);
    }

    private void value(String word) {
        if (word.equals("stale")) {
            points.add(Point.of(Staleness.MARKER));
            return;
        }
        var omitted = OMITTED.matcher(word);
        if (omitted.matches()) {
            points.addAll(Collections.nCopies(times(omitted, 1, 1), Point.NONE));
            return;
        }
        var floats = FLOATS.matcher(word);
        if (!floats.matches()) {
            throw new IllegalArgumentException("no value of a series: " + word);
        }
        double value = Numbers.parse(floats.group(1));
        double more = floats.group(2) == null ? 0 : Numbers.parse(floats.group(2));
        int count = times(floats, 3, 0) + 1;
        for (int i = 0; i < count; i++) {
            points.add(Point.of(value));
            value += more;
        }
    }

    private int times(Matcher matcher, int group, int otherwise) {
        var digits = matcher.group(group);
        if (digits == null) {
            return otherwise;
        }
        if (digits.length() > 7 || Integer.parseInt(digits) > MAX_POINTS) {
            throw new IllegalArgumentException("too many values: x" + digits);
        }
        return Integer.parseInt(digits);
    }

    private void histograms() {
        var first = histogram();
        char sign = place < text.length() ? text.charAt(place) : ' ';
        if (sign != '+' && sign != '-') {
            repeat(first, null, 1);
            return;
        }
        place++;
        if (!text.startsWith("{{", place)) {
            throw new IllegalArgumentException("no histogram behind " + sign);
        }
        repeat(first, histogram(), sign == '-' ? -1 : 1);
    }

    private HistogramText.Read histogram() {
        int end = text.indexOf("}}", place);
        if (end < 0) {
            throw new IllegalArgumentException("a histogram without an end");
        }
        var inner = text.substring(place + 2, end);
        place = end + 2;
        return HistogramText.read(inner);
    }

    private void repeat(HistogramText.Read first, HistogramText.@Nullable Read more, int sign) {
        var times = TIMES.matcher(word());
        int count = times.matches() ? times(times, 1, 0) : 0;
        boolean namesHint = more == null ? first.namesHint() : more.namesHint();
        var histogram = first.histogram();
        points.add(Point.of(histogram, namesHint));
        for (int i = 0; i < count; i++) {
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
