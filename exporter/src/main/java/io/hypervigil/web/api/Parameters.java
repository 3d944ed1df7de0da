package io.hypervigil.web.api;

import io.hypervigil.promql.labels.Quoted;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a request says, in its body and behind its path; what the body says comes first.
 *
 * <p>Thread: any; immutable.
 */
final class Parameters {

    private static final int MAX_PARAMETERS = 10_000;

    private final Map<String, List<String>> values;

    private Parameters(Map<String, List<String>> values) {
        this.values = values;
    }

    /**
     * @param form the body, "" where there is none
     * @param query what stands behind the path's {@code ?}, null where there is none
     * @throws ApiFailure where something is escaped wrongly
     */
    static Parameters of(String form, @Nullable String query) {
        var values = new LinkedHashMap<String, List<String>>();
        add(form, values);
        add(query == null ? "" : query, values);
        return new Parameters(values);
    }

    /** The first value, "" where there is none. */
    String first(String name) {
        return all(name).stream().findFirst().orElse("");
    }

    /** All values. */
    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    private static void add(String text, Map<String, List<String>> values) {
        if (text.isEmpty()) {
            return;
        }
        var pairs = text.split("&", MAX_PARAMETERS + 1);
        if (pairs.length > MAX_PARAMETERS) {
            throw malformed("more than " + MAX_PARAMETERS + " parameters");
        }
        for (String pair : pairs) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            var name = equals < 0 ? pair : pair.substring(0, equals);
            var value = equals < 0 ? "" : pair.substring(equals + 1);
            values.computeIfAbsent(decoded(name), _ -> new ArrayList<>()).add(decoded(value));
        }
    }

    private static String decoded(String text) {
        if (text.indexOf('%') < 0) {
            return text.replace('+', ' ');
        }
        var bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                bytes.write(escaped(text, i));
                i += 2;
            } else if (c < 0x80) {
                bytes.write(c == '+' ? ' ' : c);
            } else {
                int end = text.offsetByCodePoints(i, 1);
                bytes.writeBytes(text.substring(i, end).getBytes(StandardCharsets.UTF_8));
                i = end - 1;
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static int escaped(String text, int at) {
        int end = Math.min(at + 3, text.length());
        int high = end == at + 3 ? Character.digit(text.charAt(at + 1), 16) : -1;
        int low = end == at + 3 ? Character.digit(text.charAt(at + 2), 16) : -1;
        if (high < 0 || low < 0) {
            throw malformed("invalid URL escape " + Quoted.text(text.substring(at, end)));
        }
        return high << 4 | low;
    }

    private static ApiFailure malformed(String reason) {
        return ApiFailure.badData("error parsing form values: " + reason);
    }
}
