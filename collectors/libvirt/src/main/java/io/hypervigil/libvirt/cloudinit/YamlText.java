package io.hypervigil.libvirt.cloudinit;

import java.util.HexFormat;
import java.util.List;

/**
 * YAML in which each scalar is quoted, so that no value is ever taken for syntax, a number or a
 * yes.
 *
 * <p>Thread: one.
 */
final class YamlText {

    private static final HexFormat HEX = HexFormat.of();

    private final StringBuilder text = new StringBuilder();

    /** A line as it is: a comment, a key whose value follows on the next ones. */
    YamlText line(String line) {
        text.append(line).append('\n');
        return this;
    }

    /** A key of ours with a value of theirs. */
    YamlText text(String key, String value) {
        return line(key + ": " + quoted(value));
    }

    /** A key of ours with a yes or no. */
    YamlText flag(String key, boolean isSet) {
        return line(key + ": " + isSet);
    }

    /** A key of ours with values of theirs; nothing where there are none. */
    YamlText texts(String key, List<String> values) {
        if (!values.isEmpty()) {
            line(key + ":");
            var indent = " ".repeat(key.length() - key.stripLeading().length());
            values.forEach(value -> line(indent + "  - " + quoted(value)));
        }
        return this;
    }

    /** A double-quoted scalar: all but printable ASCII as an escape. */
    static String quoted(String value) {
        var quoted = new StringBuilder("\"");
        value.codePoints().forEach(point -> quote(quoted, point));
        return quoted.append('"').toString();
    }

    private static void quote(StringBuilder quoted, int point) {
        if (point == '"' || point == '\\') {
            quoted.append('\\').append((char) point);
        } else if (point >= ' ' && point <= '~') {
            quoted.append((char) point);
        } else if (Character.isBmpCodePoint(point)) {
            quoted.append("\\u").append(HEX.toHexDigits(point, 4));
        } else {
            // Not a pair of surrogates as in JSON: YAML's readers take those for two characters.
            quoted.append("\\U").append(HEX.toHexDigits(point, 8));
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
