package io.hypervigil.alerting.match;

import io.hypervigil.promql.labels.Matcher;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The syntax from before UTF-8 names: a name, an operator, and whatever follows, in quotes or not;
 * commas outside of quotes part them (prometheus/alertmanager, pkg/labels/parse.go).
 */
final class ClassicMatchers {

    private static final String BLANKS = " \t\n\f\r";

    private ClassicMatchers() {}

    static Matchers all(String text) {
        var opened = text.startsWith("{") ? text.substring(1) : text;
        var inner = opened.endsWith("}") ? opened.substring(0, opened.length() - 1) : opened;
        return new Matchers(parts(inner).stream().map(ClassicMatchers::one).toList());
    }

    /** The texts between commas; an empty one at the end is none. */
    private static List<String> parts(String text) {
        var parts = new ArrayList<String>();
        boolean isQuoted = false;
        boolean isEscaped = false;
        int begin = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ',' && !isQuoted) {
                parts.add(text.substring(begin, i));
                begin = i + 1;
            } else if (c == '"') {
                // A quote after a backslash ends the escape and leaves the quotes as they are.
                isQuoted = isEscaped == isQuoted;
                isEscaped = false;
            } else if (c != ',') {
                isEscaped = c == '\\' && !isEscaped;
            }
        }
        var last = text.substring(begin).strip();
        if (!last.isEmpty()) {
            parts.add(last);
        }
        return parts;
    }

    static Matcher one(String text) {
        int name = skipBlanks(text, 0);
        int afterName = name;
        while (afterName < text.length() && isOfName(text.charAt(afterName), afterName > name)) {
            afterName++;
        }
        int operator = skipBlanks(text, afterName);
        var type = afterName == name ? null : type(text, operator);
        if (type == null) {
            throw new MatcherSyntaxException("bad matcher format: " + text);
        }
        var raw = trimmed(text.substring(operator + type.symbol().length()));
        return matcher(type, text.substring(name, afterName), value(raw));
    }

    /** A matcher, with a wrong expression as a fault of the syntax. */
    static Matcher matcher(Matcher.Type type, String name, String value) {
        try {
            return new Matcher(type, name, value);
        } catch (IllegalArgumentException e) {
            throw new MatcherSyntaxException(String.valueOf(e.getMessage()));
        }
    }

    private static Matcher.@Nullable Type type(String text, int at) {
        if (text.startsWith("=~", at)) {
            return Matcher.Type.REGEX;
        }
        if (text.startsWith("=", at)) {
            return Matcher.Type.EQUAL;
        }
        if (text.startsWith("!=", at)) {
            return Matcher.Type.NOT_EQUAL;
        }
        return text.startsWith("!~", at) ? Matcher.Type.NOT_REGEX : null;
    }

    private static boolean isOfName(char c, boolean isLater) {
        boolean isLetter = ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '_' || c == ':';
        return isLetter || (isLater && c >= '0' && c <= '9');
    }

    private static int skipBlanks(String text, int from) {
        int at = from;
        while (at < text.length() && BLANKS.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at;
    }

    private static String trimmed(String text) {
        int end = text.length();
        while (end > 0 && BLANKS.indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return text.substring(Math.min(end, skipBlanks(text, 0)), end);
    }

    /** OpenMetrics' escapes; a backslash before anything else stands for itself. */
    private static String value(String raw) {
        boolean isQuoted = raw.startsWith("\"");
        var text = isQuoted ? raw.substring(1) : raw;
        var value = new StringBuilder();
        boolean isEnded = !isQuoted;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isLast = i == text.length() - 1;
            if (c == '\\' && !isLast) {
                i++;
                value.append(escape(text.charAt(i)));
            } else if (c == '"') {
                if (!isQuoted || !isLast) {
                    throw stray(raw);
                }
                isEnded = true;
            } else {
                value.append(c);
            }
        }
        if (!isEnded) {
            throw stray(raw);
        }
        return value.toString();
    }

    private static String escape(char c) {
        return switch (c) {
            case 'n' -> "\n";
            case '"', '\\' -> String.valueOf(c);
            default -> "\\" + c;
        };
    }

    private static MatcherSyntaxException stray(String raw) {
        return new MatcherSyntaxException("matcher value contains unescaped double quote: " + raw);
    }
}
