package io.hypervigil.libvirt.jna;

import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Named values as libvirt gives them (virTypedParameter), copied out of its memory.
 *
 * <p>Thread: any; immutable.
 */
public final class TypedParameters {

    /** No values. */
    public static final TypedParameters NONE = of(Map.of());

    private static final int BYTES = 96;
    private static final int FIELD_BYTES = 80;
    private static final int TYPE = 80;
    private static final int VALUE = 88;

    private static final ShapeTable SHAPES = new ShapeTable();

    /** What a value is: libvirt's types, less those that are alike here. */
    private enum Kind {
        ABSENT,
        WHOLE,
        REAL,
        FLAG,
        TEXT
    }

    private final Shape shape;
    private final Kind[] kinds;

    /** A whole number, the bits of a real one, or 1 for yes. */
    private final long[] bits;

    private final @Nullable String[] texts;

    private TypedParameters(Shape shape, int count) {
        this.shape = shape;
        this.kinds = new Kind[count];
        this.bits = new long[count];
        this.texts = new String[count];
    }

    /** Values by name: {@link Long}, {@link Double}, {@link Boolean} or {@link String}. */
    public static TypedParameters of(Map<String, ?> values) {
        var shape = Shape.of(List.copyOf(values.keySet()));
        var made = new TypedParameters(shape, values.size());
        values.forEach((name, value) -> made.put(shape.place(name), value));
        return made;
    }

    /** A whole number, where there is one of that name. */
    public OptionalLong whole(String name) {
        int place = shape.place(name);
        return place >= 0 && kinds[place] == Kind.WHOLE
                ? OptionalLong.of(bits[place])
                : OptionalLong.empty();
    }

    /** Any number of that name. */
    public OptionalDouble number(String name) {
        int place = shape.place(name);
        if (place < 0) {
            return OptionalDouble.empty();
        }
        return switch (kinds[place]) {
            case WHOLE -> OptionalDouble.of((double) bits[place]);
            case REAL -> OptionalDouble.of(Double.longBitsToDouble(bits[place]));
            case ABSENT, FLAG, TEXT -> OptionalDouble.empty();
        };
    }

    /** Any number of that name, 1 for a yes and 0 for a no, or else what is given. */
    public double valueOr(String name, double other) {
        int place = shape.place(name);
        if (place < 0) {
            return other;
        }
        return switch (kinds[place]) {
            case WHOLE, FLAG -> (double) bits[place];
            case REAL -> Double.longBitsToDouble(bits[place]);
            case ABSENT, TEXT -> other;
        };
    }

    /** A yes or no of that name. */
    public Optional<Boolean> flag(String name) {
        int place = shape.place(name);
        return place >= 0 && kinds[place] == Kind.FLAG
                ? Optional.of(bits[place] != 0)
                : Optional.empty();
    }

    /** A text of that name. */
    public Optional<String> text(String name) {
        int place = shape.place(name);
        return place < 0 ? Optional.empty() : Optional.ofNullable(texts[place]);
    }

    /** All names, in no order; that of a value of a type that is not known is among them. */
    public Set<String> names() {
        return shape.names();
    }

    /** These and others, which come instead of those of the same names. */
    public TypedParameters with(Map<String, ?> others) {
        var all = new HashMap<String, Object>();
        for (String name : names()) {
            int place = shape.place(name);
            switch (kinds[place]) {
                case WHOLE -> all.put(name, bits[place]);
                case REAL -> all.put(name, Double.longBitsToDouble(bits[place]));
                case FLAG -> all.put(name, bits[place] != 0);
                case TEXT -> text(name).ifPresent(text -> all.put(name, text));
                case ABSENT -> {
                    // Of a type that is not known.
                }
            }
        }
        all.putAll(others);
        return of(all);
    }

    /** Copies an array of parameters. A value of a type that is not known yet is left out. */
    static TypedParameters read(@Nullable Pointer array, int count) {
        if (array == null) {
            return NONE;
        }
        var bytes = array.getByteArray(0, count * BYTES);
        var buffer = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        var read = new TypedParameters(SHAPES.of(bytes, FIELD_BYTES, BYTES), count);
        for (int i = 0; i < count; i++) {
            read.put(i, buffer, i * BYTES);
        }
        return read;
    }

    private void put(int place, ByteBuffer buffer, int at) {
        int value = at + VALUE;
        switch (buffer.getInt(at + TYPE)) {
            case ParameterType.INT -> put(place, Kind.WHOLE, buffer.getInt(value));
            case ParameterType.UINT ->
                    put(place, Kind.WHOLE, Integer.toUnsignedLong(buffer.getInt(value)));
            case ParameterType.LLONG -> put(place, Kind.WHOLE, buffer.getLong(value));
            case ParameterType.ULLONG -> putUnsigned(place, buffer.getLong(value));
            case ParameterType.DOUBLE -> put(place, Kind.REAL, buffer.getLong(value));
            case ParameterType.BOOLEAN -> put(place, Kind.FLAG, buffer.get(value));
            case ParameterType.STRING -> putText(place, buffer.getLong(value));
            default -> kinds[place] = Kind.ABSENT;
        }
    }

    private void put(int place, Object value) {
        switch (value) {
            case Long number -> put(place, Kind.WHOLE, number);
            case Double number -> put(place, Kind.REAL, Double.doubleToRawLongBits(number));
            case Boolean flag -> put(place, Kind.FLAG, flag ? 1 : 0);
            case String text -> {
                kinds[place] = Kind.TEXT;
                texts[place] = text;
            }
            default -> throw new IllegalArgumentException(value + ": no value of libvirt's");
        }
    }

    private void put(int place, Kind kind, long value) {
        kinds[place] = kind;
        bits[place] = value;
    }

    /** A whole number, or the nearest double where its sign would be lost. */
    private void putUnsigned(int place, long value) {
        if (value >= 0) {
            put(place, Kind.WHOLE, value);
        } else {
            double nearest = (double) ((value >>> 1) | (value & 1)) * 2;
            put(place, Kind.REAL, Double.doubleToRawLongBits(nearest));
        }
    }

    private void putText(int place, long address) {
        if (address == 0) {
            kinds[place] = Kind.ABSENT;
        } else {
            kinds[place] = Kind.TEXT;
            texts[place] = new Pointer(address).getString(0, "UTF-8");
        }
    }
}
