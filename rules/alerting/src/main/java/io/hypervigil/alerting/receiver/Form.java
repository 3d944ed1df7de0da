package io.hypervigil.alerting.receiver;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The fields of a form, in their order. */
final class Form {

    private final Map<String, String> fields = new LinkedHashMap<>();

    Form put(String key, String value) {
        fields.put(key, value);
        return this;
    }

    Form putUnlessEmpty(String key, String value) {
        return value.isEmpty() ? this : put(key, value);
    }

    /** As {@code application/x-www-form-urlencoded}; it may hold secrets. */
    @Override
    public String toString() {
        return fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
