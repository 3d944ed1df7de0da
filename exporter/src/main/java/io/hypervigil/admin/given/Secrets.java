package io.hypervigil.admin.given;

import io.hypervigil.collect.action.Parameter;
import io.hypervigil.collect.action.Value;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The secrets of one call. Whatever leaves the call goes through here, so that an action that
 * repeats one in a message or a result does not give it away.
 *
 * <p>Thread: any; immutable. Its text shows none.
 */
public final class Secrets {

    /** What stands in the place of a secret. */
    public static final String HIDDEN = "<secret>";

    /** None. */
    public static final Secrets NONE = new Secrets(Stream.of());

    // What is shorter protects nothing, and hiding it would cut words of every message to pieces.
    private static final int LEAST_LENGTH = 4;

    /** The longest first: one may be a part of another. */
    private final List<String> texts;

    private Secrets(Stream<String> texts) {
        var order = Comparator.comparingInt(String::length).reversed();
        var sorted = new TreeSet<>(order.thenComparing(Comparator.naturalOrder()));
        texts.filter(text -> text.length() >= LEAST_LENGTH).forEach(sorted::add);
        this.texts = List.copyOf(sorted);
    }

    /** The values of those parameters that are secret. */
    public static Secrets of(List<Parameter> declared, Map<String, Value> values) {
        return new Secrets(
                declared.stream()
                        .filter(parameter -> isSecret(parameter.type()))
                        .map(parameter -> values.get(parameter.name()))
                        .filter(Objects::nonNull)
                        .flatMap(Secrets::texts));
    }

    /** Whether values of that type are shown nowhere. */
    static boolean isSecret(Parameter.Type type) {
        return switch (type) {
            case Parameter.Type.SecretText _ -> true;
            case Parameter.Type.ListOf(var element, int _) -> isSecret(element);
            case Parameter.Type.Text _,
                    Parameter.Type.Choice _,
                    Parameter.Type.Whole _,
                    Parameter.Type.Decimal _,
                    Parameter.Type.Flag _,
                    Parameter.Type.Span _,
                    Parameter.Type.Size _,
                    Parameter.Type.Pairs _ ->
                    false;
        };
    }

    /** These and those of another call. */
    public Secrets and(Secrets others) {
        return new Secrets(Stream.concat(texts.stream(), others.texts.stream()));
    }

    /** The text without any of them. */
    public String hide(String text) {
        var hidden = text;
        for (String secret : texts) {
            hidden = hidden.replace(secret, HIDDEN);
        }
        return hidden;
    }

    /** The value without any of them. */
    public Value hide(Value value) {
        return switch (value) {
            case Value.Text(var text) -> new Value.Text(hide(text));
            case Value.Items(var items) -> new Value.Items(items.stream().map(this::hide).toList());
            case Value.Fields fields -> hide(fields);
            case Value.Whole _, Value.Decimal _, Value.Flag _, Value.Span _ -> value;
        };
    }

    /** The fields without any of them. */
    public Value.Fields hide(Value.Fields fields) {
        Map<String, Value> hidden = new LinkedHashMap<>();
        fields.fields().forEach((name, value) -> hidden.put(hide(name), hide(value)));
        return new Value.Fields(hidden);
    }

    private static Stream<String> texts(Value value) {
        return switch (value) {
            case Value.Text(var text) -> Stream.of(text, text.substring(text.indexOf('=') + 1));
            case Value.Items(var items) -> items.stream().flatMap(Secrets::texts);
            case Value.Whole _, Value.Decimal _, Value.Flag _, Value.Span _, Value.Fields _ ->
                    Stream.of();
        };
    }

    @Override
    public String toString() {
        return HIDDEN;
    }
}
