package io.hypervigil.promql.syntax;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Pairs of a query and what becomes of it, read from a file beside the tests. */
final class Cases {

    record Case(String query, String outcome) {}

    private Cases() {}

    static List<Case> read(String file) {
        var cases = new ArrayList<Case>();
        var lines = lines(file);
        for (int i = 0; i + 1 < lines.size(); i++) {
            if (lines.get(i + 1).startsWith("    ")) {
                cases.add(new Case(unescape(lines.get(i)), unescape(lines.get(i + 1).strip())));
            }
        }
        return cases;
    }

    private static List<String> lines(String file) {
        try (var stream = Cases.class.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IllegalStateException(file + " is not there");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String unescape(String text) {
        var plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
                plain.append(text.charAt(i) == 'n' ? '\n' : text.charAt(i));
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }
}
