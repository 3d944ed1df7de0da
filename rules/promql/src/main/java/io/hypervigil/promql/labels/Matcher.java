package io.hypervigil.promql.labels;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A condition on the value of one label; a label that is not there has the empty value.
 *
 * <p>Regular expressions are RE2, hold for the whole value, and take time linear in its length.
 * Those that list literal values ({@code a|b|c}, {@code a}) need no automaton: {@link #values}.
 *
 * <p>Thread: any; immutable.
 */
public final class Matcher {

    /** How a value is compared. */
    public enum Type {
        EQUAL("="),
        NOT_EQUAL("!="),
        REGEX("=~"),
        NOT_REGEX("!~");

        private final String symbol;

        Type(String symbol) {
            this.symbol = symbol;
        }

        /** The operator in the language. */
        public String symbol() {
            return symbol;
        }

        /** Whether it holds for what its opposite does not. */
        public boolean isNegative() {
            return this == NOT_EQUAL || this == NOT_REGEX;
        }
    }

    /** A longer expression is nobody's query; compiling it costs memory out of proportion. */
    private static final int MAX_REGEX_CHARS = 64 * 1024;

    private final Type type;
    private final String name;
    private final String value;
    private final @Nullable ValuePattern pattern;

    /**
     * @param value the value, or the regular expression
     * @throws IllegalArgumentException for a regular expression that RE2 refuses, with its reason
     */
    public Matcher(Type type, String name, String value) {
        this.type = type;
        this.name = name;
        this.value = value;
        this.pattern = type == Type.REGEX || type == Type.NOT_REGEX ? compile(value) : null;
    }

    private static ValuePattern compile(String regex) {
        if (regex.length() > MAX_REGEX_CHARS) {
            throw new IllegalArgumentException(
                    "regular expression of "
                            + regex.length()
                            + " characters, at most "
                            + MAX_REGEX_CHARS
                            + " are allowed");
        }
        RegexCost.of(regex);
        try {
            return ValuePattern.of(regex);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("error parsing regexp: " + reason(regex, e), e);
        }
    }

    /** As Go tells it; the library has another word for one mistake, and shows a flag of ours. */
    private static String reason(String regex, PatternSyntaxException e) {
        if (e.getPattern().equals("stack underflow")) {
            return "unexpected ): `" + regex + "`";
        }
        var shown = e.getPattern().equals("(?s)" + regex) ? regex : e.getPattern();
        return e.getDescription() + ": `" + shown + "`";
    }

    public Type type() {
        return type;
    }

    public String name() {
        return name;
    }

    public String value() {
        return value;
    }

    /** Whether a value fulfils it. */
    public boolean matches(String candidate) {
        return switch (type) {
            case EQUAL -> candidate.equals(value);
            case NOT_EQUAL -> !candidate.equals(value);
            case REGEX -> pattern().matches(candidate);
            case NOT_REGEX -> !pattern().matches(candidate);
        };
    }

    /** Whether the labels of a series fulfil it. */
    public boolean matches(Labels labels) {
        return matches(labels.get(name));
    }

    /** Whether a series without the label fulfils it. */
    public boolean matchesEmpty() {
        return matches("");
    }

    /**
     * The only values that the regular expression matches, where it merely lists them; of a
     * negative one, the only values it excludes. Empty where it is more than a list, and where
     * there is no regular expression.
     */
    public Set<String> values() {
        return pattern == null ? Set.of() : pattern.values();
    }

    /** A text that every value begins with that the regular expression matches; may be empty. */
    public String prefix() {
        return pattern == null ? "" : pattern.prefix();
    }

    /** The regular expression, compiled; of a {@link Type#REGEX} or {@link Type#NOT_REGEX} only. */
    public Pattern compiled() {
        return pattern().compiled();
    }

    /**
     * How many states the automaton of the regular expression has at most, some 50 bytes each; 0
     * where there is none.
     */
    public int states() {
        return pattern == null ? 0 : pattern.states();
    }

    private ValuePattern pattern() {
        return Objects.requireNonNull(pattern, "no regular expression");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Matcher matcher
                && type == matcher.type
                && name.equals(matcher.name)
                && value.equals(matcher.value);
    }

    @Override
    public int hashCode() {
        return Objects.hash(type, name, value);
    }

    /** As in a selector: {@code job="a"}. */
    @Override
    public String toString() {
        var shown = LabelText.isLegacyName(name, false) ? name : Quoted.text(name);
        return shown + type.symbol() + Quoted.text(value);
    }
}
