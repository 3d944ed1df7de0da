package io.hypervigil.nvml.action;

import io.hypervigil.collect.action.Value;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A result as it is put together, in order. What is not known is left out. */
final class Details {

    private static final long MILLI = 1000;

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

    Details whole(String name, Optional<Long> number) {
        number.ifPresent(present -> whole(name, present));
        return this;
    }

    Details value(String name, Value value) {
        fields.put(name, value);
        return this;
    }

    Details value(String name, Optional<? extends Value> value) {
        value.ifPresent(present -> value(name, present));
        return this;
    }

    Details texts(String name, Collection<String> texts) {
        return value(name, new Value.Items(texts.stream().<Value>map(Value.Text::new).toList()));
    }

    Map<String, Value> fields() {
        return fields;
    }

    Value asValue() {
        return new Value.Fields(fields);
    }

    /** Milliwatts in watts. */
    static Value watts(long milliwatts) {
        return milliwatts % MILLI == 0
                ? new Value.Whole(milliwatts / MILLI)
                : new Value.Decimal(BigDecimal.valueOf(milliwatts, 3).stripTrailingZeros());
    }
}
