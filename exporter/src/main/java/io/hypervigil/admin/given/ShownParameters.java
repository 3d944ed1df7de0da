package io.hypervigil.admin.given;

import io.hypervigil.collect.action.Parameter;
import io.hypervigil.collect.action.Value;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Parameters as logs, files and lists show them: of secrets and of what is not declared only that
 * it was given, of long text its beginning and its digest.
 */
public final class ShownParameters {

    private static final int MOST_CHARACTERS = 1_000;
    private static final int MOST_PARAMETERS = 100;
    private static final int MOST_NAME = 64;
    private static final int DIGEST_BYTES = 8;

    private ShownParameters() {}

    /**
     * What of these is shown.
     *
     * @param declared none where there is no such action: all is hidden then, as it may be secret
     */
    public static Value.Fields of(List<Parameter> declared, Map<String, Value> given) {
        Map<String, Value> shown = new LinkedHashMap<>();
        given.entrySet().stream()
                .limit(MOST_PARAMETERS)
                .forEach(
                        entry ->
                                shown.put(
                                        name(entry.getKey()),
                                        isOpen(declared, entry.getKey())
                                                ? shortened(entry.getValue())
                                                : new Value.Text(Secrets.HIDDEN)));
        return new Value.Fields(shown);
    }

    private static boolean isOpen(List<Parameter> declared, String name) {
        return declared.stream()
                .anyMatch(
                        parameter ->
                                parameter.name().equals(name)
                                        && !Secrets.isSecret(parameter.type()));
    }

    private static String name(String name) {
        return name.length() > MOST_NAME ? name.substring(0, MOST_NAME) + "…" : name;
    }

    private static Value shortened(Value value) {
        return switch (value) {
            case Value.Text(var text) -> new Value.Text(shortened(text));
            case Value.Items(var items) ->
                    new Value.Items(items.stream().map(ShownParameters::shortened).toList());
            case Value.Fields(var fields) -> {
                Map<String, Value> shown = new LinkedHashMap<>();
                fields.forEach((name, field) -> shown.put(name(name), shortened(field)));
                yield new Value.Fields(shown);
            }
            case Value.Whole _, Value.Decimal _, Value.Flag _, Value.Span _ -> value;
        };
    }

    private static String shortened(String text) {
        return text.length() <= MOST_CHARACTERS
                ? text
                : text.substring(0, MOST_CHARACTERS)
                        + "… ("
                        + text.length()
                        + " characters, sha256 "
                        + digest(text)
                        + ")";
    }

    private static String digest(String text) {
        try {
            var digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
