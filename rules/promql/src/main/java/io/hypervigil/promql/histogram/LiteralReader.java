package io.hypervigil.promql.histogram;

import io.hypervigil.promql.histogram.FloatHistogram.ResetHint;
import io.hypervigil.promql.histogram.FloatHistogram.Span;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads one histogram of the test language. */
final class LiteralReader {

    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?|inf|nan)");

    private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]{1,9}");

    private enum Key {
        SCHEMA,
        SUM,
        COUNT,
        Z_BUCKET,
        Z_BUCKET_W,
        CUSTOM_VALUES,
        BUCKETS,
        OFFSET,
        N_BUCKETS,
        N_OFFSET,
        COUNTER_RESET_HINT
    }

    private final String text;
    private int position;
    private final Set<Key> seen = EnumSet.noneOf(Key.class);
    private int schema;
    private double sum;
    private double count;
    private double zeroCount;
    private double zeroThreshold;
    private double[] customBounds = {};
    private double[] positive = {};
    private int positiveOffset;
    private double[] negative = {};
    private int negativeOffset;
    private ResetHint hint = ResetHint.UNKNOWN;

    LiteralReader(String text) {
        this.text = text;
    }

    FloatHistogram read() {
        if (!text.startsWith("{{") || !text.endsWith("}}") || text.length() < 4) {
            throw wrong("is not between {{ and }}");
        }
        position = 2;
        skipSpace();
        while (position < text.length() - 2) {
            readItem();
            skipSpace();
        }
        return histogram();
    }

    private IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException("histogram " + text + ": " + what);
    }

    private void skipSpace() {
        while (text.charAt(position) == ' ' || text.charAt(position) == '\t') {
            position++;
        }
    }

    private void readItem() {
        int colon = text.indexOf(':', position);
        if (colon < 0) {
            throw wrong("\"" + word() + "\" has no value");
        }
        var name = text.substring(position, colon);
        var key = key(name);
        if (!seen.add(key)) {
            throw wrong("duplicate key \"" + name + "\"");
        }
        position = colon + 1;
        switch (key) {
            case SCHEMA -> schema = integer();
            case SUM -> sum = number(word());
            case COUNT -> count = number(word());
            case Z_BUCKET -> zeroCount = number(word());
            case Z_BUCKET_W -> zeroThreshold = number(word());
            case CUSTOM_VALUES -> customBounds = array();
            case BUCKETS -> positive = array();
            case OFFSET -> positiveOffset = integer();
            case N_BUCKETS -> negative = array();
            case N_OFFSET -> negativeOffset = integer();
            case COUNTER_RESET_HINT -> hint = hint(word());
        }
    }

    private Key key(String name) {
        for (var key : Key.values()) {
            if (key.name().toLowerCase(Locale.ROOT).equals(name)) {
                return key;
            }
        }
        throw wrong("unknown key \"" + name + "\"");
    }

    private String word() {
        int start = position;
        while (position < text.length() - 2 && " \t".indexOf(text.charAt(position)) < 0) {
            position++;
        }
        return text.substring(start, position);
    }

    private int integer() {
        var word = word();
        if (!INTEGER.matcher(word).matches()) {
            throw wrong("\"" + word + "\" is no integer");
        }
        return Integer.parseInt(word);
    }

    private double number(String word) {
        var lower = word.toLowerCase(Locale.ROOT);
        if (!NUMBER.matcher(lower).matches()) {
            throw wrong("\"" + word + "\" is no number");
        }
        if (lower.endsWith("nan")) {
            return Double.NaN;
        }
        if (lower.endsWith("inf")) {
            return lower.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        return Double.parseDouble(lower);
    }

    private double[] array() {
        int end = text.indexOf(']', position);
        if (text.charAt(position) != '[' || end < 0) {
            throw wrong("\"" + word() + "\" is no [array]");
        }
        var values = new ArrayList<Double>();
        for (var word : text.substring(position + 1, end).split("[ \t]+", -1)) {
            if (!word.isEmpty()) {
                values.add(number(word));
            }
        }
        position = end + 1;
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private ResetHint hint(String word) {
        for (var each : ResetHint.values()) {
            if (each.name().toLowerCase(Locale.ROOT).equals(word)) {
                return each;
            }
        }
        throw wrong("\"" + word + "\" is no counter_reset_hint");
    }

    private FloatHistogram histogram() {
        var histogram =
                new FloatHistogram(
                        hint,
                        schema,
                        zeroThreshold,
                        zeroCount,
                        count,
                        sum,
                        spans(positiveOffset, positive),
                        positive,
                        spans(negativeOffset, negative),
                        negative,
                        customBounds);
        try {
            HistogramCheck.checkPlaces(histogram);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("histogram " + text + ": " + e.getMessage(), e);
        }
        return histogram;
    }

    private static Span[] spans(int offset, double[] buckets) {
        return buckets.length == 0 ? new Span[0] : new Span[] {new Span(offset, buckets.length)};
    }
}
