package io.hypervigil.collect.action;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The details of a result as they are put together, in order. What is not known is left out; a name
 * that is said twice keeps its place and takes the later value.
 *
 * <p>Thread: one.
 */
public final class Details {

    private final Map<String, Value> fields = new LinkedHashMap<>();

    /** Adds text. */
    public Details text(String name, String text) {
        return value(name, new Value.Text(text));
    }

    /** Adds text that is known. */
    public Details text(String name, Optional<String> text) {
        text.ifPresent(present -> text(name, present));
        return this;
    }

    /** Adds a whole number. */
    public Details whole(String name, long number) {
        return value(name, new Value.Whole(number));
    }

    /** Adds a whole number that is known. */
    public Details whole(String name, OptionalLong number) {
        number.ifPresent(present -> whole(name, present));
        return this;
    }

    /** Adds a whole number that is known. */
    public Details whole(String name, Optional<Long> number) {
        number.ifPresent(present -> whole(name, present));
        return this;
    }

    /** Adds yes or no. */
    public Details flag(String name, boolean isSet) {
        return value(name, new Value.Flag(isSet));
    }

    /** Adds any value. */
    public Details value(String name, Value value) {
        fields.put(name, value);
        return this;
    }

    /** Adds a value that is known. */
    public Details value(String name, Optional<? extends Value> value) {
        value.ifPresent(present -> value(name, present));
        return this;
    }

    /** Adds a list where it is not empty. */
    public Details values(String name, Collection<? extends Value> values) {
        return values.isEmpty() ? this : value(name, items(values));
    }

    /** Adds a list of texts, empty or not. */
    public Details texts(String name, Collection<String> texts) {
        return value(name, items(texts.stream().map(Value.Text::new).toList()));
    }

    /** Adds all that others say. */
    public Details all(Details others) {
        fields.putAll(others.fields);
        return this;
    }

    /** What was put together so far. */
    public Map<String, Value> fields() {
        return Collections.unmodifiableMap(fields);
    }

    /** What was put together so far, to be a value of others. */
    public Value asValue() {
        return new Value.Fields(fields);
    }

    private static Value items(Collection<? extends Value> values) {
        return new Value.Items(values.stream().<Value>map(value -> value).toList());
    }
}
