package io.hypervigil.admin.given;

import io.hypervigil.collect.action.Parameter;
import io.hypervigil.collect.action.Value;
import io.hypervigil.collect.settings.Durations;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Brings a value to the type of its parameter, whether it comes from JSON, which knows numbers and
 * lists, or from a command line, which knows text only.
 */
final class TypedValue {

    private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]{0,17})");

    // No exponent beyond what a number of any use has: it would be written out in full somewhere.
    private static final Pattern DECIMAL =
            Pattern.compile("-?(0|[1-9][0-9]{0,17})(\\.[0-9]{1,18})?([eE][-+]?[0-9]{1,2})?");

    private TypedValue() {}

    /** The value as that type; as it was given where it cannot be brought there. */
    static Value of(Parameter.Type type, Value given) {
        return switch (type) {
            case Parameter.Type.Text _, Parameter.Type.SecretText _, Parameter.Type.Choice _ ->
                    given;
            case Parameter.Type.Whole _ -> parsed(given, TypedValue::whole);
            case Parameter.Type.Decimal _ -> decimal(given);
            case Parameter.Type.Flag _ -> parsed(given, TypedValue::flag);
            case Parameter.Type.Span _ ->
                    parsed(given, text -> Durations.parse(text).map(Value.Span::new));
            case Parameter.Type.Size _ ->
                    parsed(given, text -> SizeText.parse(text).map(Value.Whole::new));
            case Parameter.Type.ListOf(var element, int _) -> list(element, given);
            case Parameter.Type.Pairs _ -> pairs(given);
        };
    }

    private static Value decimal(Value given) {
        return given instanceof Value.Whole(long number)
                ? new Value.Decimal(BigDecimal.valueOf(number))
                : parsed(
                        given,
                        text ->
                                DECIMAL.matcher(text).matches()
                                        ? Optional.of(new Value.Decimal(new BigDecimal(text)))
                                        : Optional.empty());
    }

    /** One alone is a list of one: a command line has no other way to say that. */
    private static Value list(Parameter.Type element, Value given) {
        var items = given instanceof Value.Items(var several) ? several : List.of(given);
        return new Value.Items(items.stream().map(item -> of(element, item)).toList());
    }

    /** {@code NAME=VALUE}, one or several, or an object. */
    private static Value pairs(Value given) {
        var items = given instanceof Value.Items(var several) ? several : List.of(given);
        Map<String, Value> pairs = new LinkedHashMap<>();
        for (Value item : items) {
            if (!(item instanceof Value.Text(var text)) || text.indexOf('=') < 1) {
                return given;
            }
            int equals = text.indexOf('=');
            pairs.put(text.substring(0, equals), new Value.Text(text.substring(equals + 1)));
        }
        return new Value.Fields(pairs);
    }

    private static Optional<Value> whole(String text) {
        return WHOLE.matcher(text).matches()
                ? Optional.of(new Value.Whole(Long.parseLong(text)))
                : Optional.empty();
    }

    private static Optional<Value> flag(String text) {
        return switch (text) {
            case "true" -> Optional.of(new Value.Flag(true));
            case "false" -> Optional.of(new Value.Flag(false));
            default -> Optional.empty();
        };
    }

    private static Value parsed(Value given, Function<String, Optional<? extends Value>> reading) {
        return given instanceof Value.Text(var text)
                ? reading.apply(text).<Value>map(value -> value).orElse(given)
                : given;
    }
}
