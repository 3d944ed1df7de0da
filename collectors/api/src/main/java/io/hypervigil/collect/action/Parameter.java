package io.hypervigil.collect.action;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * A parameter of an action.
 *
 * @param name lower case, words joined by '_'
 * @param type what it holds, and within which bounds
 * @param help one line for people
 * @param isRequired whether a call without it is refused
 * @param isPositional whether the command takes it by place, not by option
 */
public record Parameter(
        String name, Type type, String help, boolean isRequired, boolean isPositional) {

    /** What values a parameter takes. */
    public sealed interface Type {

        /** Any text of at most this many characters. */
        record Text(int maxLength) implements Type {}

        /** Text that is never logged or audited. */
        record SecretText(int maxLength) implements Type {}

        /** One of these. */
        record Choice(List<String> values) implements Type {
            public Choice {
                values = List.copyOf(values);
            }
        }

        /** A whole number within bounds, both taken. */
        record Whole(long min, long max) implements Type {}

        /** A number within bounds, both taken. */
        record Decimal(BigDecimal min, BigDecimal max) implements Type {}

        /** Yes or no. */
        record Flag() implements Type {}

        /** A time span such as {@code 30s}. */
        record Span() implements Type {}

        /** A size such as {@code 4GiB}, in bytes. */
        record Size(long minBytes, long maxBytes) implements Type {}

        /** Several of one type. */
        record ListOf(Type element, int maxElements) implements Type {}

        /** Names and values, both text. */
        record Pairs(int maxPairs) implements Type {}
    }

    /** A parameter that must be given, by place on the command line. */
    public static Parameter positional(String name, Type type, String help) {
        return new Parameter(name, type, help, true, true);
    }

    /** A parameter that must be given, by option on the command line. */
    public static Parameter required(String name, Type type, String help) {
        return new Parameter(name, type, help, true, false);
    }

    /** A parameter that may be left out. */
    public static Parameter optional(String name, Type type, String help) {
        return new Parameter(name, type, help, false, false);
    }

    /** Why a value is not taken, or empty where it is. */
    public Optional<String> refusal(Value value) {
        return refusal(type, value).map(why -> name + ": " + why);
    }

    private static Optional<String> refusal(Type type, Value value) {
        return switch (type) {
            case Type.Text(int max) -> textRefusal(value, max);
            case Type.SecretText(int max) -> textRefusal(value, max);
            case Type.Choice(var values) ->
                    value instanceof Value.Text(var text) && values.contains(text)
                            ? Optional.empty()
                            : Optional.of("one of " + String.join(", ", values) + " expected");
            case Type.Whole(long min, long max) ->
                    wholeRefusal(value, min, max, "a whole number from " + min + " to " + max);
            case Type.Decimal(var min, var max) ->
                    value instanceof Value.Decimal(var number)
                                    && number.compareTo(min) >= 0
                                    && number.compareTo(max) <= 0
                            ? Optional.empty()
                            : Optional.of("a number from " + min + " to " + max + " expected");
            case Type.Flag() ->
                    value instanceof Value.Flag
                            ? Optional.empty()
                            : Optional.of("true or false expected");
            case Type.Span() ->
                    value instanceof Value.Span
                            ? Optional.empty()
                            : Optional.of("a time span such as 30s expected");
            case Type.Size(long min, long max) ->
                    wholeRefusal(value, min, max, "a size from " + min + " to " + max + " bytes");
            case Type.ListOf(var element, int max) -> listRefusal(element, max, value);
            case Type.Pairs(int max) ->
                    value instanceof Value.Fields(var fields) && fields.size() <= max
                            ? Optional.empty()
                            : Optional.of("at most " + max + " names with values expected");
        };
    }

    private static Optional<String> textRefusal(Value value, int max) {
        return value instanceof Value.Text(var text) && text.length() <= max
                ? Optional.empty()
                : Optional.of("text of at most " + max + " characters expected");
    }

    private static Optional<String> wholeRefusal(Value value, long min, long max, String what) {
        return value instanceof Value.Whole(long number) && number >= min && number <= max
                ? Optional.empty()
                : Optional.of(what + " expected");
    }

    private static Optional<String> listRefusal(Type element, int max, Value value) {
        if (!(value instanceof Value.Items(var items)) || items.size() > max) {
            return Optional.of("a list of at most " + max + " expected");
        }
        return items.stream().flatMap(item -> refusal(element, item).stream()).findFirst();
    }
}
