package io.hypervigil.promql.labels;

import com.google.re2j.Pattern;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A fully anchored RE2 expression that knows its simple shapes: a list of literal values, {@code
 * .*}, {@code .+}, a literal before either. Most matchers in dashboards are one of these, and none
 * of them needs the automaton.
 */
final class ValuePattern {

    private enum Shape {
        LIST,
        ANYTHING,
        SOMETHING,
        PREFIX,
        OTHER
    }

    private static final String SPECIAL = "\\.+*?()|[]{}^$";

    private final String regex;
    private final Shape shape;
    private final Set<String> values;
    private final String prefix;
    private @Nullable Pattern compiled;

    private ValuePattern(String regex, Shape shape, Set<String> values, String prefix) {
        this.regex = regex;
        this.shape = shape;
        this.values = values;
        this.prefix = prefix;
    }

    static ValuePattern of(String regex) {
        if (regex.equals(".*")) {
            return new ValuePattern(regex, Shape.ANYTHING, Set.of(), "");
        }
        if (regex.equals(".+")) {
            return new ValuePattern(regex, Shape.SOMETHING, Set.of(), "");
        }
        if (regex.endsWith(".*") && isLiteral(regex.substring(0, regex.length() - 2))) {
            var prefix = regex.substring(0, regex.length() - 2);
            return new ValuePattern(regex, Shape.PREFIX, Set.of(), prefix);
        }
        var listed = listed(regex);
        if (!listed.isEmpty()) {
            return new ValuePattern(regex, Shape.LIST, listed, "");
        }
        var other = new ValuePattern(regex, Shape.OTHER, Set.of(), literalPrefix(regex));
        other.compiled();
        return other;
    }

    private static Set<String> listed(String regex) {
        boolean isGroup = regex.length() > 2 && regex.startsWith("(") && regex.endsWith(")");
        var body = isGroup ? regex.substring(1, regex.length() - 1) : regex;
        var parts = List.of(body.split("\\|", -1));
        return parts.stream().allMatch(ValuePattern::isLiteral)
                ? Set.copyOf(new HashSet<>(parts))
                : Set.of();
    }

    private static boolean isLiteral(String text) {
        return text.chars().noneMatch(c -> SPECIAL.indexOf(c) >= 0);
    }

    /** What stands before the first special character, less one that a quantifier may take. */
    private static String literalPrefix(String regex) {
        int end = 0;
        while (end < regex.length() && SPECIAL.indexOf(regex.charAt(end)) < 0) {
            end++;
        }
        if (regex.indexOf('|') >= 0) {
            return "";
        }
        boolean isQuantified = end < regex.length() && "+*?{".indexOf(regex.charAt(end)) >= 0;
        if (isQuantified && end > 0) {
            end = regex.offsetByCodePoints(end, -1);
        }
        return regex.substring(0, end);
    }

    boolean matches(String value) {
        return switch (shape) {
            case LIST -> values.contains(value);
            case ANYTHING -> true;
            case SOMETHING -> !value.isEmpty();
            case PREFIX -> value.startsWith(prefix);
            case OTHER -> value.startsWith(prefix) && compiled().matches(value);
        };
    }

    Set<String> values() {
        return values;
    }

    String prefix() {
        return prefix;
    }

    /** How many states the automaton has at most; 0 where there is none. */
    int states() {
        return shape == Shape.OTHER ? RegexCost.of(regex) : 0;
    }

    /**
     * A dot matches a line break, as in Prometheus. It is for {@code matches}, which is anchored:
     * in anchors of its own {@code a)(b} would be no error. Compiled when first wanted, or when
     * built.
     */
    Pattern compiled() {
        var known = compiled;
        if (known == null) {
            known = Pattern.compile(regex, Pattern.DOTALL);
            compiled = known;
        }
        return known;
    }
}
