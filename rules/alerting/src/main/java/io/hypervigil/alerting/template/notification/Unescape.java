package io.hypervigil.alerting.template.notification;

import io.hypervigil.alerting.template.value.FunctionFailure;
import io.hypervigil.promql.labels.Quoted;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Go's {@code url.QueryUnescape}. */
final class Unescape {

    private Unescape() {}

    static String query(String text) {
        var out = new ByteArrayOutputStream(text.length());
        for (int at = 0; at < text.length(); ) {
            int c = text.codePointAt(at);
            if (c == '%') {
                out.write(escaped(text, at));
                at += 3;
            } else {
                var plain = c == '+' ? " " : Character.toString(c);
                out.writeBytes(plain.getBytes(StandardCharsets.UTF_8));
                at += Character.charCount(c);
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static int escaped(String text, int at) {
        int high = digit(text, at + 1);
        int low = digit(text, at + 2);
        if (high < 0 || low < 0) {
            var bad = text.substring(at, Math.min(text.length(), at + 3));
            throw new FunctionFailure("invalid URL escape " + Quoted.text(bad));
        }
        return high * 16 + low;
    }

    private static int digit(String text, int at) {
        return at < text.length() && text.charAt(at) < 0x80
                ? Character.digit(text.charAt(at), 16)
                : -1;
    }
}
