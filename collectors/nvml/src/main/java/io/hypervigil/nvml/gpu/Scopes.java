package io.hypervigil.nvml.gpu;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What is missing of each link or sensor for the same reason, told once. */
final class Scopes {

    private static final Pattern FIELD =
            Pattern.compile("(field [0-9]+)(?:, scope ([0-9]+))?( .*)?");

    /** A field that is refused for some scopes, with all that is said of it but the scope. */
    private record Refused(String field, String what, String why) {}

    private Scopes() {}

    /** The same, with the scopes of a field in one line. */
    static Map<String, String> together(Map<String, String> missing) {
        var told = new TreeMap<String, String>();
        var scopes = new HashMap<Refused, TreeSet<Integer>>();
        missing.forEach(
                (what, why) -> {
                    var field = FIELD.matcher(what);
                    if (field.matches()) {
                        var rest = field.group(3) == null ? "" : field.group(3);
                        int scope = field.group(2) == null ? 0 : Integer.parseInt(field.group(2));
                        scopes.computeIfAbsent(
                                        new Refused(field.group(1), rest, why),
                                        _ -> new TreeSet<>())
                                .add(scope);
                    } else {
                        told.put(what, why);
                    }
                });
        scopes.forEach((of, all) -> told.put(of.field + named(all) + of.what, of.why));
        return told;
    }

    /** Nothing for the one scope that a plain field has. */
    private static String named(NavigableSet<Integer> scopes) {
        if (scopes.size() == 1) {
            return scopes.first() == 0 ? "" : ", scope " + scopes.first();
        }
        boolean isRow = scopes.last() - scopes.first() == scopes.size() - 1;
        return isRow
                ? ", scopes " + scopes.first() + " to " + scopes.last()
                : scopes.stream()
                        .map(String::valueOf)
                        .collect(Collectors.joining(", ", ", scopes ", ""));
    }
}
