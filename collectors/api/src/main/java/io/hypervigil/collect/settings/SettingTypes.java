package io.hypervigil.collect.settings;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells what a record's component can be from its Java type. */
final class SettingTypes {

    private final String component;
    private final long min;
    private final long max;

    private SettingTypes(String component, long min, long max) {
        this.component = component;
        this.min = min;
        this.max = max;
    }

    static SettingType of(RecordComponent component, long min, long max) {
        var place = component.getDeclaringRecord().getName() + "." + component.getName();
        return new SettingTypes(place, min, max).of(component.getGenericType());
    }

    private SettingType of(Type type) {
        if (type instanceof ParameterizedType generic) {
            return ofGeneric(generic.getRawType(), generic.getActualTypeArguments());
        }
        if (type instanceof Class<?> plain) {
            return ofClass(plain);
        }
        throw unknown(type);
    }

    private SettingType ofGeneric(Type raw, Type[] arguments) {
        if (raw == Optional.class) {
            return new SettingType.Maybe(of(arguments[0]));
        }
        if (raw == List.class) {
            return new SettingType.ListOf(of(arguments[0]));
        }
        if (raw == Map.class && arguments[0] == String.class) {
            return new SettingType.MapOf(of(arguments[1]));
        }
        throw unknown(raw);
    }

    private SettingType ofClass(Class<?> type) {
        if (type == String.class) {
            return new SettingType.Text();
        }
        if (type == boolean.class || type == Boolean.class) {
            return new SettingType.Switch();
        }
        if (type == int.class || type == Integer.class) {
            return new SettingType.Whole(true, withinInt(min), withinInt(max));
        }
        if (type == long.class || type == Long.class) {
            return new SettingType.Whole(false, min, max);
        }
        if (type == double.class || type == Double.class) {
            return new SettingType.Decimal(min, max);
        }
        if (type == Duration.class) {
            return new SettingType.Span();
        }
        if (type == Path.class) {
            return new SettingType.FilePath();
        }
        if (type == Secret.class) {
            return new SettingType.Hidden();
        }
        if (type.isEnum()) {
            return new SettingType.Choice(
                    Arrays.<Object>stream(type.getEnumConstants())
                            .<Enum<?>>map(Enum.class::cast)
                            .toList());
        }
        if (type.isRecord()) {
            return new SettingType.Nested(SettingsShape.of(type.asSubclass(Record.class)));
        }
        throw unknown(type);
    }

    private static int withinInt(long bound) {
        return Math.clamp(bound, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    private IllegalArgumentException unknown(Type type) {
        return new IllegalArgumentException(
                component + ": a setting cannot be a " + type.getTypeName());
    }
}
