package io.hypervigil.containers.action;

import io.hypervigil.collect.action.Value;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** By what a launch is known again: all that was asked for, whatever came of it. */
final class LaunchDigest {

    /** How the image came, and from whom GPUs were taken, makes no other container. */
    private static final Set<String> NO_PART =
            Set.of(
                    LaunchParameters.PULL.name(),
                    LaunchParameters.SHARE.name(),
                    Target.RUNTIME.name());

    private LaunchDigest() {}

    /** 64 hexadecimal digits. */
    static String of(Map<String, Value> parameters, String owner) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            add(digest, owner);
            for (Map.Entry<String, Value> one : new TreeMap<>(parameters).entrySet()) {
                if (!NO_PART.contains(one.getKey())) {
                    add(digest, one.getKey());
                    add(digest, one.getValue());
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static void add(MessageDigest digest, Value value) {
        switch (value) {
            case Value.Text(var text) -> add(digest, text);
            case Value.Whole(long number) -> add(digest, Long.toString(number));
            case Value.Decimal(var number) ->
                    add(digest, number.stripTrailingZeros().toPlainString());
            case Value.Flag(boolean isSet) -> add(digest, Boolean.toString(isSet));
            case Value.Span(var span) -> add(digest, span.toString());
            case Value.Items(var items) -> {
                add(digest, Integer.toString(items.size()));
                items.forEach(item -> add(digest, item));
            }
            case Value.Fields(var fields) -> {
                add(digest, Integer.toString(fields.size()));
                new TreeMap<>(fields)
                        .forEach(
                                (name, field) -> {
                                    add(digest, name);
                                    add(digest, field);
                                });
            }
        }
    }

    /** With its length before it, so that no two lists look alike. */
    private static void add(MessageDigest digest, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
    }
}
