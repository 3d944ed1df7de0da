package io.hypervigil.config;

import io.hypervigil.collect.settings.Given;
import java.util.HexFormat;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes values as YAML that {@link YamlReader} reads back as the same values.
 *
 * <p>Thread: any.
 */
final class YamlWriter {

    /** What no YAML reader takes for anything but a text, number, duration or path. */
    private static final Pattern PLAIN =
            Pattern.compile("[A-Za-z0-9_./<][A-Za-z0-9_./<>+-]*(?: [A-Za-z0-9_./<>+-]+)*");

    private static final Set<String> NOTHING = Set.of("null", "Null", "NULL", "<<", "---", "...");

    private final StringBuilder out = new StringBuilder();

    private YamlWriter() {}

    static String write(Given.Fields fields) {
        var writer = new YamlWriter();
        writer.fields(fields, 0);
        return writer.out.toString();
    }

    private void fields(Given.Fields fields, int indent) {
        if (fields.fields().isEmpty()) {
            out.append("{}\n");
        }
        fields.fields()
                .forEach(
                        (key, value) -> {
                            out.repeat(' ', indent).append(text(key)).append(':');
                            value(value, indent + 2);
                        });
    }

    private void value(Given value, int indent) {
        switch (value) {
            case Given.Scalar(var text, _) -> out.append(' ').append(text(text)).append('\n');
            case Given.Nothing _ -> out.append('\n');
            case Given.Fields fields -> {
                out.append(fields.fields().isEmpty() ? ' ' : '\n');
                fields(fields, indent);
            }
            case Given.Items(var items, _) -> {
                out.append(items.isEmpty() ? " []\n" : "\n");
                for (Given item : items) {
                    out.repeat(' ', indent).append('-');
                    value(item, indent + 2);
                }
            }
        }
    }

    /** A list on one line; of what is in it, only texts in full. */
    static String inline(Given.Items list) {
        return list.items().stream()
                .map(item -> item instanceof Given.Scalar(var text, _) ? text(text) : "{…}")
                .collect(Collectors.joining(", ", "[", "]"));
    }

    static String text(String text) {
        return PLAIN.matcher(text).matches() && !NOTHING.contains(text) ? text : quoted(text);
    }

    private static String quoted(String text) {
        var quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> quoted.append('\\').append(c);
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (c < ' ' || c >= 0x7f) {
                        quoted.append("\\u").append(HexFormat.of().toHexDigits(c));
                    } else {
                        quoted.append(c);
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }
}
