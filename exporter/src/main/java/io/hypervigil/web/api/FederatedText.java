package io.hypervigil.web.api;

import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.number.Numbers;
import java.io.IOException;
import java.io.Writer;

/**
 * Writes samples in the text format 0.0.4, with their times. What a name may not have there becomes
 * an underscore.
 *
 * <p>Thread: one.
 */
final class FederatedText {

    private final Writer out;
    private String metric = "";

    FederatedText(Writer out) {
        this.out = out;
    }

    /** Writes a sample; those of one metric one behind the other. */
    void write(Labels labels, double value, long millis) throws IOException {
        var name = escaped(labels.metricName(), true);
        if (!name.equals(metric)) {
            metric = name;
            out.append("# TYPE ").append(name).append(" untyped\n");
        }
        out.append(name);
        char before = '{';
        for (int i = 0; i < labels.size(); i++) {
            if (!labels.name(i).equals(Labels.NAME)) {
                out.append(before).append(escaped(labels.name(i), false)).append("=\"");
                value(labels.value(i));
                out.append('"');
                before = ',';
            }
        }
        if (before == ',') {
            out.append('}');
        }
        out.append(' ').append(Numbers.shortest(value)).append(' ');
        out.append(Long.toString(millis)).append('\n');
    }

    private void value(String text) throws IOException {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> out.append("\\\\");
                case '"' -> out.append("\\\"");
                case '\n' -> out.append("\\n");
                default -> out.append(c);
            }
        }
    }

    private static String escaped(String name, boolean isMetric) {
        var escaped = new StringBuilder(name.length());
        name.codePoints()
                .forEach(c -> escaped.appendCodePoint(isPlain(c, escaped, isMetric) ? c : '_'));
        return escaped.toString();
    }

    private static boolean isPlain(int c, StringBuilder before, boolean isMetric) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || c == '_'
                || (c == ':' && isMetric)
                || (c >= '0' && c <= '9' && !before.isEmpty());
    }
}
