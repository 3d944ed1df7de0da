package io.hypervigil.containers.action;

import io.hypervigil.collect.action.Value;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A result as it is put together, in order. What is not known is left out. */
final class Details {

    private final Map<String, Value> fields = new LinkedHashMap<>();

    Details text(String name, String text) {
        return value(name, new Value.Text(text));
    }

    Details text(String name, Optional<String> text) {
        text.ifPresent(present -> text(name, present));
        return this;
    }

    Details whole(String name, long number) {
        return value(name, new Value.Whole(number));
    }

    Details whole(String name, OptionalLong number) {
        number.ifPresent(present -> whole(name, present));
        return this;
    }

    Details flag(String name, boolean isSet) {
        return value(name, new Value.Flag(isSet));
    }

    Details value(String name, Value value) {
        fields.put(name, value);
        return this;
    }

    /** Left out where there is none. */
    Details values(String name, Collection<? extends Value> values) {
        return values.isEmpty() ? this : value(name, items(values));
    }

    Details texts(String name, Collection<String> texts) {
        return value(name, items(texts.stream().map(Value.Text::new).toList()));
    }

    Details all(Details others) {
        fields.putAll(others.fields);
        return this;
    }

    Map<String, Value> fields() {
        return fields;
    }

    Value asValue() {
        return new Value.Fields(fields);
    }

    private static Value items(Collection<? extends Value> values) {
        return new Value.Items(values.stream().<Value>map(value -> value).toList());
    }
}
