package io.hypervigil.alerting.template.html;

import com.google.re2j.Pattern;
import java.util.Locale;

/** Texts made fit for HTML, as Go's html/template writes them. */
final class Escaping {

    /** What stands in the place of a value that could not be made safe. */
    static final String UNSAFE = "ZgotmplZ";

    private static final Pattern TAG = Pattern.compile("<[/!]?[a-zA-Z-][^>]*>?");

    private Escaping() {}

    /** For text between tags and for attributes in quotes. */
    static String html(String text) {
        return escaped(text, true, false);
    }

    /** For what is HTML already, within an attribute or a title. */
    static String normalized(String html) {
        return escaped(html, false, false);
    }

    /** For attributes without quotes. */
    static String unquoted(String text) {
        return text.isEmpty() ? UNSAFE : escaped(text, true, true);
    }

    /** What is HTML already, for attributes without quotes. */
    static String normalizedUnquoted(String html) {
        return html.isEmpty() ? UNSAFE : escaped(html, false, true);
    }

    /** What is left of HTML without its tags. */
    static String withoutTags(String html) {
        return TAG.matcher(html).replaceAll("");
    }

    private static String escaped(String text, boolean ampersands, boolean spaces) {
        var out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case 0 -> out.append('\uFFFD');
                case '"' -> out.append("&#34;");
                case '\'' -> out.append("&#39;");
                case '+' -> out.append("&#43;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append(ampersands ? "&amp;" : "&");
                case '\t', '\n', 0xb, '\f', '\r', ' ', '=', '`' -> {
                    if (spaces) {
                        out.append("&#").append((int) c).append(';');
                    } else {
                        out.append(c);
                    }
                }
                default -> out.append(c);
            }
        }
        return out.toString();
    }

    /** Words and measures that cannot do more than style what they stand in. */
    static String style(String value) {
        boolean plain =
                value.chars()
                        .allMatch(
                                c ->
                                        c < 0x80
                                                && (Character.isLetterOrDigit(c)
                                                        || " #.%,-_".indexOf(c) >= 0));
        var lower = value.toLowerCase(Locale.ROOT);
        boolean does = lower.contains("expression") || lower.contains("binding");
        return plain && !does && !value.contains("--") ? value : UNSAFE;
    }

    /** The name of a plain attribute or element. */
    static String name(String value) {
        boolean plain =
                !value.isEmpty()
                        && value.chars().allMatch(c -> c < 0x80 && Character.isLetterOrDigit(c));
        return plain && AttributeKind.of(value) == AttributeKind.PLAIN
                ? value.toLowerCase(Locale.ROOT)
                : UNSAFE;
    }
}
