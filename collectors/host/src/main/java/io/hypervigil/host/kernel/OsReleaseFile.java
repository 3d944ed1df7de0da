package io.hypervigil.host.kernel;

import io.hypervigil.collect.files.Text;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads os-release(5): assignments in the shell's syntax, without expansion.
 *
 * <pre>
 * ID=debian
 * PRETTY_NAME="Debian GNU/Linux 13 (trixie)"
 * </pre>
 */
final class OsReleaseFile {

    private OsReleaseFile() {}

    /** Values by name. */
    static Map<String, String> parse(Text text) {
        var values = new HashMap<String, String>();
        while (text.nextLine()) {
            if (text.hasField() && !text.startsWith("#")) {
                if (!text.has('=')) {
                    throw text.malformed("no '=' in '" + text.line() + "'");
                }
                var name = text.until('=');
                values.put(
                        name.startsWith("export ") ? name.substring(7).strip() : name, value(text));
            }
        }
        return values;
    }

    private static String value(Text text) {
        var raw = text.rest();
        var value = new StringBuilder();
        char quote = 0;
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == quote) {
                quote = 0;
            } else if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
            } else if (c == '\\' && quote != '\'' && i + 1 < raw.length()) {
                value.append(raw.charAt(++i));
            } else if (quote == 0 && c == '#' && isBehindBlank(raw, i)) {
                return value.toString().stripTrailing();
            } else {
                value.append(c);
            }
        }
        if (quote != 0) {
            throw text.malformed("no closing " + quote);
        }
        return value.toString();
    }

    private static boolean isBehindBlank(String raw, int index) {
        return index == 0 || Character.isWhitespace(raw.charAt(index - 1));
    }
}
