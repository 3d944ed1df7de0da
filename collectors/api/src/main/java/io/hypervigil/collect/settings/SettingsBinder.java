package io.hypervigil.collect.settings;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes a settings record of what was given, strictly: an unknown key, a wrong type and a value out
 * of range are refused, all of them at once, each with its place.
 *
 * <p>The classes are those the program names; what is given chooses none of them.
 *
 * <p>Thread: one.
 */
public final class SettingsBinder {

    private static final Pattern ENVIRONMENT = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");
    private static final int MAX_SECRET_BYTES = 64 * 1024;

    private final Function<String, @Nullable String> environment;
    private final Path folder;
    private final List<String> problems = new ArrayList<>();

    /**
     * @param environment the value of a variable, or null
     * @param folder what relative {@code *_file} paths are relative to
     */
    public SettingsBinder(Function<String, @Nullable String> environment, Path folder) {
        this.environment = environment;
        this.folder = folder;
    }

    /** A record with every component at its default. */
    public static <S extends Record> S defaults(Class<S> type) {
        try {
            return new SettingsBinder(_ -> null, Path.of(""))
                    .bind(type, Given.Fields.empty("defaults"));
        } catch (SettingsException e) {
            throw new IllegalStateException(
                    "defaults of " + type.getName() + ": " + e.getMessage(), e);
        }
    }

    /**
     * The record that was given.
     *
     * @throws SettingsException with every problem found
     */
    public <S extends Record> S bind(Class<S> type, Given given) throws SettingsException {
        problems.clear();
        var bound = bindRecord(type, given, "");
        if (bound == null || !problems.isEmpty()) {
            throw new SettingsException(problems);
        }
        return bound;
    }

    /** The YAML key of a component: {@code mount_points_exclude} for {@code mountPointsExclude}. */
    public static String key(String component) {
        return component.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    /** How a type is written, for documentation and refusals. */
    public static String describe(Type type) {
        if (type instanceof ParameterizedType generic) {
            var arguments = generic.getActualTypeArguments();
            var last = describe(arguments[arguments.length - 1]);
            if (generic.getRawType() == List.class) {
                return "list of " + last;
            }
            return generic.getRawType() == Map.class ? "mapping of names to " + last : last;
        }
        var raw = (Class<?>) type;
        if (raw.isEnum()) {
            return "one of "
                    + String.join(
                            ", ",
                            Arrays.stream(raw.getEnumConstants())
                                    .map(SettingsBinder::enumText)
                                    .toList());
        }
        if (raw.isRecord() && raw != Secret.class) {
            return "mapping";
        }
        if (raw == boolean.class || raw == Boolean.class) {
            return "true or false";
        }
        if (raw == int.class || raw == long.class || raw == Integer.class || raw == Long.class) {
            return "whole number";
        }
        if (raw == double.class || raw == Double.class) {
            return "number";
        }
        if (raw == Duration.class) {
            return "duration";
        }
        return raw == Path.class ? "path" : raw == Secret.class ? "secret" : "text";
    }

    /** How an enum constant is written: in lower case, words joined by '_'. */
    public static String enumText(Object constant) {
        return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT);
    }

    private <S extends Record> @Nullable S bindRecord(Class<S> type, Given given, String path) {
        Given.Fields fields;
        switch (given) {
            case Given.Fields mapping -> fields = mapping;
            case Given.Nothing nothing -> fields = Given.Fields.empty(nothing.place());
            case Given.Scalar scalar -> {
                return refuse(scalar, path, "'" + scalar.text() + "', a mapping expected");
            }
            case Given.Items items -> {
                return refuse(items, path, "a list, a mapping expected");
            }
        }
        var components = type.getRecordComponents();
        refuseUnknown(fields, components, path);
        @Nullable Object[] arguments = new @Nullable Object[components.length];
        boolean isWhole = true;
        for (int i = 0; i < components.length; i++) {
            arguments[i] = bindComponent(components[i], fields, path);
            isWhole &= arguments[i] != null;
        }
        return isWhole ? construct(type, components, arguments, fields, path) : null;
    }

    private @Nullable Object bindComponent(
            RecordComponent component, Given.Fields fields, String path) {
        var key = key(component.getName());
        var own = path.isEmpty() ? key : path + "." + key;
        var given = fields.fields().get(key);
        var setting = component.getAnnotation(Setting.class);
        if (isSecret(component.getGenericType())) {
            var file = fields.fields().get(key + "_file");
            if (file != null) {
                return given == null
                        ? secretOfFile(component.getGenericType(), file, own + "_file")
                        : refuse(file, own + "_file", key + " is given too, one of them expected");
            }
        }
        if (given == null || given instanceof Given.Nothing) {
            return byDefault(component, setting, fields.place(), own);
        }
        return bindValue(component.getGenericType(), given, own, setting);
    }

    private @Nullable Object byDefault(
            RecordComponent component, @Nullable Setting setting, String place, String path) {
        var text = setting == null ? "" : setting.byDefault();
        var type = component.getGenericType();
        var raw = raw(type);
        if (text.isEmpty()) {
            if (raw == List.class) {
                return List.of();
            }
            if (raw == Map.class) {
                return Map.of();
            }
            if (raw == Optional.class) {
                return Optional.empty();
            }
            if (raw == boolean.class) {
                return false;
            }
            if (raw == String.class) {
                return "";
            }
            if (raw.isRecord() && raw != Secret.class) {
                return bindRecord(raw.asSubclass(Record.class), Given.Fields.empty(place), path);
            }
            problems.add(place + ": " + path + " is missing, " + describe(type) + " expected");
            return null;
        }
        var scalar = new Given.Scalar(text, place);
        if (raw == List.class) {
            var items = Arrays.stream(text.split(",")).map(String::strip);
            return bindValue(
                    type,
                    new Given.Items(
                            items.<Given>map(item -> new Given.Scalar(item, place)).toList(),
                            place),
                    path,
                    setting);
        }
        return bindValue(type, scalar, path, setting);
    }

    private @Nullable Object bindValue(
            Type type, Given given, String path, @Nullable Setting setting) {
        var raw = raw(type);
        if (raw == Optional.class) {
            var bound = bindValue(argument(type, 0), given, path, setting);
            return bound == null ? null : Optional.of(bound);
        }
        if (raw == List.class) {
            return bindList(argument(type, 0), given, path, setting);
        }
        if (raw == Map.class) {
            return bindMap(argument(type, 1), given, path, setting);
        }
        if (raw.isRecord() && raw != Secret.class) {
            return bindRecord(raw.asSubclass(Record.class), given, path);
        }
        if (!(given instanceof Given.Scalar scalar)) {
            var found = given instanceof Given.Items ? "a list" : "a mapping";
            return refuse(given, path, found + ", " + describe(type) + " expected");
        }
        return bindScalar(raw, scalar, path, setting);
    }

    private @Nullable List<Object> bindList(
            Type element, Given given, String path, @Nullable Setting setting) {
        // One value stands for a list of it: a flag that is given once.
        var items = given instanceof Given.Items list ? list.items() : List.of(given);
        var bound = new ArrayList<>();
        boolean isWhole = true;
        for (int i = 0; i < items.size(); i++) {
            var item = bindValue(element, items.get(i), path + "[" + i + "]", setting);
            if (item == null) {
                isWhole = false;
            } else {
                bound.add(item);
            }
        }
        return isWhole ? List.copyOf(bound) : null;
    }

    private @Nullable Map<String, Object> bindMap(
            Type element, Given given, String path, @Nullable Setting setting) {
        if (!(given instanceof Given.Fields fields)) {
            return refuse(given, path, "a mapping expected");
        }
        var bound = new LinkedHashMap<String, Object>();
        boolean isWhole = true;
        for (var field : fields.fields().entrySet()) {
            var value = bindValue(element, field.getValue(), path + "." + field.getKey(), setting);
            if (value == null) {
                isWhole = false;
            } else {
                bound.put(field.getKey(), value);
            }
        }
        return isWhole ? java.util.Collections.unmodifiableMap(bound) : null;
    }

    private @Nullable Object bindScalar(
            Class<?> raw, Given.Scalar given, String path, @Nullable Setting setting) {
        var text = given.text();
        Object bound =
                switch (raw) {
                    case Class<?> c when c == String.class -> text;
                    case Class<?> c when c == boolean.class || c == Boolean.class ->
                            text.equals("true")
                                    ? Boolean.TRUE
                                    : text.equals("false") ? false : null;
                    case Class<?> c when c == Duration.class -> Durations.parse(text).orElse(null);
                    case Class<?> c when c == Path.class -> Path.of(text);
                    case Class<?> c when c == Secret.class -> secretOfText(given, path);
                    case Class<?> c when c.isEnum() -> enumOf(c, text);
                    case Class<?> c when c == double.class || c == Double.class -> decimal(text);
                    default -> whole(text);
                };
        if (bound == null) {
            return raw == Secret.class
                    ? null
                    : refuse(given, path, "'" + text + "', " + describe(raw) + " expected");
        }
        if (bound instanceof Number number && setting != null && !isWithin(number, setting)) {
            return refuse(
                    given,
                    path,
                    text + ", from " + setting.min() + " to " + setting.max() + " expected");
        }
        if (bound instanceof Long number && (raw == int.class || raw == Integer.class)) {
            return number == number.intValue()
                    ? (Object) number.intValue()
                    : refuse(given, path, text + ", a number below 2^31 expected");
        }
        return bound;
    }

    private static boolean isWithin(Number number, Setting setting) {
        return number.doubleValue() >= setting.min() && number.doubleValue() <= setting.max();
    }

    private static @Nullable Long whole(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException _) {
            return null;
        }
    }

    private static @Nullable Double decimal(String text) {
        try {
            return Double.valueOf(text);
        } catch (NumberFormatException _) {
            return null;
        }
    }

    private static @Nullable Object enumOf(Class<?> type, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> enumText(constant).equals(text))
                .findFirst()
                .orElse(null);
    }

    private @Nullable Secret secretOfText(Given.Scalar given, String path) {
        var matcher = ENVIRONMENT.matcher(given.text());
        if (!matcher.matches()) {
            return new Secret(given.text());
        }
        var value = environment.apply(matcher.group(1));
        return value == null
                ? refuse(given, path, "the variable " + matcher.group(1) + " is not set")
                : new Secret(value);
    }

    private @Nullable Object secretOfFile(Type type, Given given, String path) {
        if (!(given instanceof Given.Scalar scalar)) {
            return refuse(given, path, "a path expected");
        }
        var file = folder.resolve(scalar.text());
        try {
            if (Files.size(file) > MAX_SECRET_BYTES) {
                return refuse(given, path, file + " is larger than 64 KiB");
            }
            var secret = new Secret(Files.readString(file).strip());
            return raw(type) == Optional.class ? Optional.of(secret) : secret;
        } catch (IOException e) {
            return refuse(given, path, "could not read " + file + ": " + e);
        }
    }

    private static boolean isSecret(Type type) {
        return type == Secret.class
                || (raw(type) == Optional.class && argument(type, 0) == Secret.class);
    }

    private void refuseUnknown(Given.Fields fields, RecordComponent[] components, String path) {
        var known = new ArrayList<String>();
        for (RecordComponent component : components) {
            known.add(key(component.getName()));
            if (isSecret(component.getGenericType())) {
                known.add(key(component.getName()) + "_file");
            }
        }
        for (String key : fields.fields().keySet()) {
            if (!known.contains(key)) {
                var own = path.isEmpty() ? key : path + "." + key;
                problems.add(
                        fields.keyPlaces().getOrDefault(key, fields.place())
                                + ": unknown key "
                                + own
                                + NearestName.of(key, known)
                                        .map(near -> ", did you mean " + near + "?")
                                        .orElse(", known: " + String.join(", ", known)));
            }
        }
    }

    private <S extends Record> @Nullable S construct(
            Class<S> type,
            RecordComponent[] components,
            @Nullable Object[] arguments,
            Given.Fields fields,
            String path) {
        try {
            var types = Arrays.stream(components).map(RecordComponent::getType);
            var constructor = type.getDeclaredConstructor(types.toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refusal) {
                return refuse(fields, path, String.valueOf(refusal.getMessage()));
            }
            throw new IllegalStateException(type.getName(), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type.getName(), e);
        }
    }

    // Always null, so no cast is hidden; the caller returns it as its own "nothing".
    @SuppressWarnings("TypeParameterUnusedInFormals")
    private <T> @Nullable T refuse(Given given, String path, String why) {
        problems.add(given.place() + ": " + (path.isEmpty() ? "" : path + ": ") + why);
        return null;
    }

    private static Class<?> raw(Type type) {
        return type instanceof ParameterizedType generic
                ? (Class<?>) generic.getRawType()
                : (Class<?>) type;
    }

    private static Type argument(Type type, int index) {
        return ((ParameterizedType) type).getActualTypeArguments()[index];
    }
}
