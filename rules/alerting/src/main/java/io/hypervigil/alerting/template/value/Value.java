package io.hypervigil.alerting.template.value;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a template computes with. Nothing of the host language can be reached from one: its fields
 * and methods are those that are given here.
 *
 * <p>Thread: any; all are immutable.
 */
public sealed interface Value {

    /** Its type, as Go names it. */
    Type type();

    /** No value: the nil of Go, and what a missing key of a map gives. */
    record Nothing() implements Value {

        private static final Nothing VALUE = new Nothing();

        @Override
        public Type type() {
            return Type.NOTHING;
        }
    }

    /** A truth. */
    record Bool(boolean value) implements Value {
        @Override
        public Type type() {
            return Type.BOOL;
        }
    }

    /** A whole number of 64 bits. */
    record Whole(long value, Type type) implements Value {}

    /** A floating-point number. */
    record Real(double value) implements Value {
        @Override
        public Type type() {
            return Type.FLOAT;
        }
    }

    /** A complex number. */
    record Complex(double real, double imaginary) implements Value {
        @Override
        public Type type() {
            return Type.COMPLEX;
        }

        /** Whether it is the same number: zeros of either sign are, what is no number is not. */
        public boolean isSame(Complex other) {
            return real == other.real && imaginary == other.imaginary;
        }
    }

    /** A string. */
    record Text(String value, Type type) implements Value {}

    /** A slice. */
    record Items(List<Value> items, Type type) implements Value {
        public Items {
            items = List.copyOf(items);
        }
    }

    /** A map, in the order of its keys. */
    record Entries(SortedMap<String, Value> entries, Type type) implements Value {
        public Entries {
            entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
        }
    }

    /** A struct, its fields in their order. */
    record Fields(Map<String, Value> fields, Type type) implements Value {
        public Fields {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }
    }

    /** A moment, and the zone that it is shown in. */
    record Moment(Instant at, ZoneId zone, Type type) implements Value {}

    /** No value. */
    static Nothing nothing() {
        return Nothing.VALUE;
    }

    /** A string. */
    static Text of(String text) {
        return new Text(text, Type.STRING);
    }

    /** A whole number. */
    static Whole of(long number) {
        return new Whole(number, Type.INT);
    }

    /** A floating-point number. */
    static Real of(double number) {
        return new Real(number);
    }

    /** A truth. */
    static Bool of(boolean truth) {
        return new Bool(truth);
    }

    /** A slice of strings. */
    static Items of(List<String> texts) {
        return new Items(texts.stream().<Value>map(Value::of).toList(), Type.STRINGS);
    }

    /** A map of strings. */
    static Entries of(Map<String, String> texts, Type type) {
        var entries = new TreeMap<String, Value>();
        texts.forEach((name, text) -> entries.put(name, of(text)));
        return new Entries(entries, type);
    }

    /** Whether {@code if} takes it for true: not zero, not empty, not nothing. */
    default boolean isTrue() {
        return switch (this) {
            case Nothing _ -> false;
            case Bool bool -> bool.value;
            case Whole whole -> whole.value != 0;
            case Real real -> real.value != 0;
            case Complex complex -> complex.real != 0 || complex.imaginary != 0;
            case Text text -> !text.value.isEmpty();
            case Items items -> !items.items.isEmpty();
            case Entries entries -> !entries.entries.isEmpty();
            case Fields _, Moment _ -> true;
        };
    }
}
