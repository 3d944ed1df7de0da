package io.hypervigil.host.textfile;

import io.hypervigil.collect.MetricType;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads Prometheus' text format 0.0.4 strictly: what Prometheus' own parser refuses is refused
 * here, and beyond it a timestamp, a sample that is there twice, and a part of a histogram or
 * summary that is none. Not even a last line without its end is taken: it may be half of one.
 *
 * <p>Thread: one; an object a text.
 */
final class PromParser {

    /** The label that a part of a histogram or summary has beside the family's own. */
    private static final Map<MetricType, String> BOUNDS =
            Map.of(MetricType.HISTOGRAM, "le", MetricType.SUMMARY, "quantile");

    private final Map<String, Draft> families = new LinkedHashMap<>();
    private int lineNumber;

    private PromParser() {}

    /** The families of a text that have samples, in the order of their first mention. */
    static List<PromFamily> parse(byte[] utf8) throws PromFormatException {
        var parser = new PromParser();
        int start = 0;
        for (int i = 0; i < utf8.length; i++) {
            if (utf8[i] == '\n') {
                parser.line(ByteBuffer.wrap(utf8, start, i - start));
                start = i + 1;
            }
        }
        if (start < utf8.length) {
            throw new PromFormatException(parser.lineNumber + 1, "the last line has no end");
        }
        return parser.finish();
    }

    private void line(ByteBuffer bytes) throws PromFormatException {
        lineNumber++;
        boolean isBroken = false;
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(bytes.duplicate()).toString();
        } catch (CharacterCodingException _) {
            text = StandardCharsets.UTF_8.decode(bytes).toString();
            isBroken = true;
        }
        var line = new PromLine(text, lineNumber);
        line.skipBlanks();
        if (line.isAtEnd()) {
            return;
        }
        if (line.peek() == '#') {
            line.advance();
            comment(line);
        } else if (isBroken) {
            throw line.malformed("no valid UTF-8");
        } else {
            sample(line);
        }
    }

    private void comment(PromLine line) throws PromFormatException {
        line.skipBlanks();
        var keyword = line.word();
        if (!keyword.equals("HELP") && !keyword.equals("TYPE")) {
            return;
        }
        line.skipBlanks();
        var name = line.metricName();
        if (line.isAtEnd()) {
            return;
        }
        if (name.isEmpty() || !line.isAtBlank()) {
            throw line.malformed("'" + name + line.word() + "' is no name of a metric");
        }
        line.skipBlanks();
        if (!line.isAtEnd()) {
            var family = familyOf(name).family;
            if (keyword.equals("HELP")) {
                family.help(line.help(), line);
            } else {
                family.type(line.rest(), line);
            }
        }
    }

    private void sample(PromLine line) throws PromFormatException {
        var name = line.metricName();
        if (name.isEmpty()) {
            throw line.malformed("'" + line.word() + "' is no name of a metric");
        }
        if (!line.isAtEnd() && !line.isAtBlank() && line.peek() != '{') {
            throw line.malformed("'" + name + line.word() + "' is no name of a metric");
        }
        line.skipBlanks();
        SequencedMap<String, String> labels = line.peek() == '{' ? line.labels() : new TreeMap<>();
        line.skipBlanks();
        var digits = line.word();
        var value = GoFloat.parse(digits);
        if (value.isEmpty()) {
            throw line.malformed(
                    name
                            + (digits.isEmpty()
                                    ? " has no value"
                                    : ": '" + digits + "' is no number"));
        }
        if (!line.isAtEnd()) {
            line.skipBlanks();
            throw line.malformed(
                    line.isAtEnd()
                            ? "a blank behind the value"
                            : "'" + line.rest() + "' behind the value: timestamps are not taken");
        }
        var part = familyOf(name);
        part.family.add(part.suffix, labels, value.getAsDouble(), line);
    }

    /** A family and which part of it a name means. */
    private record Part(Draft family, String suffix) {}

    private Part familyOf(String name) {
        var own = families.get(name);
        if (own != null) {
            return new Part(own, "");
        }
        for (String suffix : List.of("_count", "_sum", "_bucket")) {
            if (name.endsWith(suffix)) {
                var family = families.get(name.substring(0, name.length() - suffix.length()));
                if (family != null && family.hasPart(suffix)) {
                    return new Part(family, suffix);
                }
            }
        }
        var family = new Draft(name);
        families.put(name, family);
        return new Part(family, "");
    }

    private List<PromFamily> finish() throws PromFormatException {
        var finished = new ArrayList<PromFamily>();
        for (Draft draft : families.values()) {
            if (!draft.samples.isEmpty()) {
                finished.add(draft.finish());
            }
        }
        return finished;
    }

    /** A family as far as it has been read. */
    private static final class Draft {

        private final String name;
        private final List<PromFamily.Sample> samples = new ArrayList<>();
        private final Map<Object, Integer> linesOfSamples = new HashMap<>();
        private @Nullable MetricType type;
        private @Nullable String help;
        private int firstLine;

        Draft(String name) {
            this.name = name;
        }

        MetricType typeOrUntyped() {
            return type == null ? MetricType.UNTYPED : type;
        }

        boolean hasPart(String suffix) {
            return type == MetricType.HISTOGRAM
                    || (type == MetricType.SUMMARY && !suffix.equals("_bucket"));
        }

        void help(String text, PromLine line) throws PromFormatException {
            if (help != null) {
                throw line.malformed("a second HELP of " + name);
            }
            help = text;
        }

        void type(String text, PromLine line) throws PromFormatException {
            if (type != null || !samples.isEmpty()) {
                throw line.malformed("a second TYPE of " + name + ", or one behind its samples");
            }
            type =
                    switch (text.toLowerCase(Locale.ROOT)) {
                        case "counter" -> MetricType.COUNTER;
                        case "gauge" -> MetricType.GAUGE;
                        case "histogram" -> MetricType.HISTOGRAM;
                        case "summary" -> MetricType.SUMMARY;
                        case "untyped" -> MetricType.UNTYPED;
                        default ->
                                throw line.malformed(
                                        "'"
                                                + text
                                                + "' is no type: counter, gauge, histogram, summary or untyped"
                                                + " expected");
                    };
        }

        void add(String suffix, SequencedMap<String, String> labels, double value, PromLine line)
                throws PromFormatException {
            var bound = bound(suffix, labels, line);
            var sample = new PromFamily.Sample(suffix, labels, bound, value);
            var earlier = linesOfSamples.put(List.of(suffix, labels, bound), line.number());
            if (earlier != null) {
                throw line.malformed(
                        name + suffix + labels + " is in line " + earlier + " already");
            }
            if (type == MetricType.HISTOGRAM && !suffix.equals("_sum") && !(value >= 0)) {
                throw line.malformed(name + suffix + " is " + value + ", 0 or more expected");
            }
            firstLine = samples.isEmpty() ? line.number() : firstLine;
            samples.add(sample);
        }

        PromFamily finish() throws PromFormatException {
            return switch (PromParts.inOrder(typeOrUntyped(), samples)) {
                case PromParts.Result.Ordered(var ordered) ->
                        new PromFamily(name, typeOrUntyped(), Optional.ofNullable(help), ordered);
                case PromParts.Result.Incomplete(var labels) ->
                        throw new PromFormatException(
                                firstLine,
                                name + labels + " has neither a bucket of +Inf nor a _count");
            };
        }

        /** Takes the bound of a bucket or quantile from its labels. */
        private Optional<Double> bound(
                String suffix, SequencedMap<String, String> labels, PromLine line)
                throws PromFormatException {
            var label = BOUNDS.get(typeOrUntyped());
            if (label == null || suffix.equals("_sum") || suffix.equals("_count")) {
                return Optional.empty();
            }
            if (type == MetricType.HISTOGRAM && suffix.isEmpty()) {
                throw line.malformed(name + " is a histogram: _bucket, _sum or _count expected");
            }
            var text = labels.remove(label);
            var number = GoFloat.parse(text == null ? "" : text);
            if (number.isEmpty() || Double.isNaN(number.getAsDouble())) {
                throw line.malformed(
                        name
                                + suffix
                                + (text == null
                                        ? " has no " + label
                                        : ": " + label + " '" + text + "' is no number"));
            }
            return Optional.of(number.getAsDouble());
        }
    }
}
