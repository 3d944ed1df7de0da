package io.hypervigil.alerting.template.format;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Texts made fit for HTML, JavaScript and the query of a URL, as Go's text/template does.
 *
 * <p>Thread: any.
 */
public final class Escapes {

    private Escapes() {}

    /** For the text and the quoted attributes of HTML. */
    public static String html(String text) {
        var escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case 0 -> escaped.append('\uFFFD');
                case '"' -> escaped.append("&#34;");
                case '\'' -> escaped.append("&#39;");
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }

    /** For a string of JavaScript. */
    public static String javaScript(String text) {
        var escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> javaScript(escaped, c));
        return escaped.toString();
    }

    private static void javaScript(StringBuilder escaped, int c) {
        switch (c) {
            case '\\' -> escaped.append("\\\\");
            case '\'' -> escaped.append("\\'");
            case '"' -> escaped.append("\\\"");
            case '<' -> escaped.append("\\u003C");
            case '>' -> escaped.append("\\u003E");
            case '&' -> escaped.append("\\u0026");
            case '=' -> escaped.append("\\u003D");
            default -> {
                if (c < ' ' || isHidden(c)) {
                    var hex = Integer.toHexString(c).toUpperCase(Locale.ROOT);
                    escaped.append("\\u")
                            .append("0".repeat(Math.max(0, 4 - hex.length())))
                            .append(hex);
                } else {
                    escaped.appendCodePoint(c);
                }
            }
        }
    }

    private static boolean isHidden(int c) {
        return c >= 0x80
                && switch (Character.getType(c)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.SURROGATE,
                            Character.PRIVATE_USE,
                            Character.UNASSIGNED,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR,
                            Character.SPACE_SEPARATOR ->
                            true;
                    default -> false;
                };
    }

    /** For a value in the query of a URL. */
    public static String query(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}
