package io.hypervigil.alerting.template.html;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Values within the URL of an attribute, as Go's html/template makes them safe. */
final class Urls {

    /** What stands in the place of a URL whose scheme could run something. */
    private static final String UNSAFE = "#ZgotmplZ";

    private Urls() {}

    /** At the beginning of a URL: no other scheme than these. */
    static String filtered(String url) {
        int colon = url.indexOf(':');
        if (colon < 0 || url.substring(0, colon).indexOf('/') >= 0) {
            return url;
        }
        return switch (url.substring(0, colon).toLowerCase(Locale.ROOT)) {
            case "http", "https", "mailto" -> url;
            default -> UNSAFE;
        };
    }

    /** With what cannot stand in a URL encoded, and what is encoded already left. */
    static String normalized(String url) {
        return encoded(url, true);
    }

    /** As one value within a query. */
    static String escaped(String value) {
        return encoded(value, false);
    }

    private static String encoded(String text, boolean isUrl) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var out = new StringBuilder(bytes.length + 16);
        for (int i = 0; i < bytes.length; i++) {
            int c = bytes[i] & 0xff;
            boolean kept = isPlain(c) || (isUrl && (isReserved(c) || isEncoded(bytes, i)));
            if (kept) {
                out.append((char) c);
            } else {
                out.append('%')
                        .append(Character.forDigit(c >> 4, 16))
                        .append(Character.forDigit(c & 0xf, 16));
            }
        }
        return out.toString();
    }

    private static boolean isPlain(int c) {
        boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        boolean digit = c >= '0' && c <= '9';
        return letter || digit || c == '-' || c == '.' || c == '_' || c == '~';
    }

    private static boolean isReserved(int c) {
        return "!#$&*+,/:;=?@[]".indexOf(c) >= 0;
    }

    private static boolean isEncoded(byte[] bytes, int at) {
        return bytes[at] == '%'
                && at + 2 < bytes.length
                && Character.digit(bytes[at + 1], 16) >= 0
                && Character.digit(bytes[at + 2], 16) >= 0;
    }
}
