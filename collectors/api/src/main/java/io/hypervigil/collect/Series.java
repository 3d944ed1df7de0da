package io.hypervigil.collect;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A time series: a sample name and its labels, kept from round to round with its text rendered
 * once, since rendering costs more than reading.
 *
 * <p>Thread: any; immutable but for the round mark, which belongs to its {@link SampleBook}.
 */
public final class Series {

    /** Longer label values are cut here: no name of a thing is that long, but a command line is. */
    static final int MAX_LABEL_VALUE = 1024;

    private final Family family;
    private final String suffix;
    private final List<String> labelNames;
    private final List<String> labelValues;
    private final String[] values;
    private final byte[] text;
    private final int hash;

    /** The last round this series was written in. */
    int round;

    private Series(Family family, String suffix, List<String> names, List<String> values) {
        this.family = family;
        this.suffix = suffix;
        this.labelNames = names;
        this.labelValues = values;
        this.values = values.toArray(new String[0]);
        this.text = render(family.name() + suffix, names, values);
        this.hash = Arrays.hashCode(text);
    }

    static Series of(Family family, String suffix, List<String> rawValues) {
        var names = family.labels();
        String extra = partLabel(family.type(), suffix);
        if (extra != null) {
            var all = new java.util.ArrayList<>(names);
            all.add(extra);
            names = List.copyOf(all);
        }
        return new Series(family, suffix, names, rawValues.stream().map(Series::clean).toList());
    }

    /** The label that a part of a histogram or summary carries beside the family's own. */
    static @Nullable String partLabel(MetricType type, String suffix) {
        return switch (type) {
            case HISTOGRAM -> suffix.equals("_bucket") ? "le" : null;
            case SUMMARY -> suffix.isEmpty() ? "quantile" : null;
            case COUNTER, GAUGE, UNTYPED -> null;
        };
    }

    public Family family() {
        return family;
    }

    /** The family's name with the suffix of a histogram's or summary's part. */
    public String sampleName() {
        return family.name() + suffix;
    }

    /** What follows the family's name, "" for all but parts of histograms and summaries. */
    public String suffix() {
        return suffix;
    }

    public List<String> labelNames() {
        return labelNames;
    }

    public List<String> labelValues() {
        return labelValues;
    }

    /** Whether these are its suffix and label values: asked of each series in each round. */
    boolean isCalled(String otherSuffix, String[] otherValues) {
        boolean isSame = values.length == otherValues.length && suffix.equals(otherSuffix);
        for (int i = values.length - 1; isSame && i >= 0; i--) {
            isSame = values[i].equals(otherValues[i]);
        }
        return isSame;
    }

    /**
     * {@code name{label="value"} } in UTF-8, escaped, with the blank before the value. The caller
     * does not write to it: it is not copied.
     */
    @SuppressWarnings("EI_EXPOSE_REP")
    public byte[] text() {
        return text;
    }

    private static byte[] render(String name, List<String> names, List<String> values) {
        var out = new StringBuilder(name.length() + 24 * names.size());
        out.append(name);
        if (!names.isEmpty()) {
            for (int i = 0; i < names.size(); i++) {
                out.append(i == 0 ? '{' : ',').append(names.get(i)).append("=\"");
                escape(values.get(i), out);
                out.append('"');
            }
            out.append('}');
        }
        return out.append(' ').toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void escape(String value, StringBuilder out) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> out.append("\\\\");
                case '"' -> out.append("\\\"");
                case '\n' -> out.append("\\n");
                default -> out.append(c);
            }
        }
    }

    /** Halves of surrogate pairs have no UTF-8: they become U+FFFD. Long values are cut. */
    private static String clean(String value) {
        var cut = value.length() > MAX_LABEL_VALUE ? value.substring(0, MAX_LABEL_VALUE) : value;
        for (int i = 0; i < cut.length(); i++) {
            if (Character.isSurrogate(cut.charAt(i))) {
                return cut.codePoints()
                        .map(c -> c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c)
                        .collect(
                                StringBuilder::new,
                                StringBuilder::appendCodePoint,
                                StringBuilder::append)
                        .toString();
            }
        }
        return cut;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof Series that
                        && hash == that.hash
                        && Arrays.equals(text, that.text));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return new String(text, StandardCharsets.UTF_8).stripTrailing();
    }
}
