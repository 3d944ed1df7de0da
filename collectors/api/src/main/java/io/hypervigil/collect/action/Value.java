package io.hypervigil.collect.action;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value of a parameter or of a result, whatever it is written in: JSON, YAML, a command line. */
public sealed interface Value {

    /** Text. */
    record Text(String text) implements Value {}

    /** A whole number. */
    record Whole(long number) implements Value {}

    /** A number with a fraction. */
    record Decimal(BigDecimal number) implements Value {}

    /** Yes or no. */
    record Flag(boolean isSet) implements Value {}

    /** A time span. */
    record Span(Duration duration) implements Value {}

    /** Several values. */
    record Items(List<Value> items) implements Value {
        public Items {
            items = List.copyOf(items);
        }
    }

    /** Names with their values, in order. */
    record Fields(Map<String, Value> fields) implements Value {
        public Fields {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }
    }
}
