package io.hypervigil.collect.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
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

    /** Long enough for a section, short enough for a line. */
    private static final int MAX_NAMED_KEYS = 20;

    private final SecretSource secrets;
    private final Path folder;
    private final List<String> problems = new ArrayList<>();

    /**
     * @param environment the value of a variable, or null
     * @param folder what relative paths, and those of {@code *_file}, begin at
     */
    public SettingsBinder(Function<String, @Nullable String> environment, Path folder) {
        this.secrets = new SecretSource(environment, folder);
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
        var bound = bind(SettingsShape.of(type), given, "", Set.of());
        if (bound.isEmpty() || !problems.isEmpty()) {
            throw new SettingsException(problems);
        }
        return bound.get();
    }

    /**
     * As {@link #bind(Class, Given)} for one part of a larger mapping: problems are kept in {@link
     * #problems} beside those of earlier parts.
     *
     * @param path the keys that lead to it, joined by dots, for refusals
     * @param others keys of the same mapping that belong to another part
     * @return empty where something in it was refused
     */
    public <S extends Record> Optional<S> bind(
            SettingsShape<S> shape, Given given, String path, Collection<String> others) {
        return Optional.ofNullable(record(shape, given, path, others));
    }

    /** What was refused so far, in the order in which it was found. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    /** Keeps a problem that its caller found, in the form of the others. */
    public void refuse(Given given, String path, String why) {
        refused(given, path, why);
    }

    /** Refuses the keys of a mapping that are not known, each at its place. */
    public void refuseUnknown(Given.Fields fields, String path, Collection<String> known) {
        for (String key : fields.fields().keySet()) {
            if (!known.contains(key)) {
                problems.add(place(fields, key) + ": " + unknown(path, key, known));
            }
        }
    }

    private <S extends Record> @Nullable S record(
            SettingsShape<S> shape, Given given, String path, Collection<String> others) {
        return switch (given) {
            case Given.Fields fields -> recordOfFields(shape, fields, path, others);
            case Given.Nothing(var place) ->
                    recordOfFields(shape, Given.Fields.empty(place), path, others);
            case Given.Scalar(var text, _) ->
                    refused(given, path, ScalarText.quoted(text) + ", a mapping expected");
            case Given.Items _ -> refused(given, path, "a list, a mapping expected");
        };
    }

    private <S extends Record> @Nullable S recordOfFields(
            SettingsShape<S> shape, Given.Fields fields, String path, Collection<String> others) {
        refuseUnknownAndFormer(shape, fields, path, others);
        var entries = shape.entries();
        @Nullable Object[] values = new @Nullable Object[entries.size()];
        var refused = new HashSet<SettingEntry>();
        for (int i = 0; i < values.length; i++) {
            values[i] = entry(entries.get(i), fields, path);
            if (values[i] == null) {
                refused.add(entries.get(i));
            }
        }
        return made(shape, values, refused, fields, path);
    }

    /**
     * Makes the record; what is refused is told and put at its default, and the record made again,
     * so that every refusal is found.
     */
    private <S extends Record> @Nullable S made(
            SettingsShape<S> shape,
            @Nullable Object[] values,
            Set<SettingEntry> refused,
            Given.Fields fields,
            String path) {
        for (SettingEntry entry : refused) {
            values[shape.entries().indexOf(entry)] = defaultOrNull(entry);
        }
        while (Arrays.stream(values).allMatch(Objects::nonNull)) {
            try {
                var made = shape.make(values);
                return refused.isEmpty() ? made : null;
            } catch (IllegalArgumentException e) {
                var entry = refuseByRecord(shape, fields, path, refused, e);
                if (entry == null) {
                    return null;
                }
                refused.add(entry);
                values[shape.entries().indexOf(entry)] = defaultOrNull(entry);
            }
        }
        return null;
    }

    private @Nullable Object defaultOrNull(SettingEntry entry) {
        var before = List.copyOf(problems);
        var value = byDefault(entry, "", "");
        problems.clear();
        problems.addAll(before);
        return value;
    }

    private void refuseUnknownAndFormer(
            SettingsShape<?> shape, Given.Fields fields, String path, Collection<String> others) {
        var known = new LinkedHashSet<>(shape.keys());
        known.addAll(others);
        for (String key : fields.fields().keySet()) {
            if (!known.contains(key)) {
                var why =
                        shape.formerly(key)
                                .map(entry -> renamed(path, key, entry.key()))
                                .orElseGet(() -> unknown(path, key, known));
                problems.add(place(fields, key) + ": " + why);
            }
        }
    }

    private static String renamed(String path, String key, String newKey) {
        return below(path, key) + " is called " + below(path, newKey) + " now";
    }

    private static String unknown(String path, String key, Collection<String> known) {
        return "unknown key "
                + below(path, ScalarText.onOneLine(key))
                + NearestName.of(key, known)
                        .map(near -> ", did you mean " + near + "?")
                        .or(() -> list(known))
                        .orElse("");
    }

    private static Optional<String> list(Collection<String> known) {
        return known.size() > MAX_NAMED_KEYS
                ? Optional.empty()
                : Optional.of(
                        known.isEmpty()
                                ? ", nothing can be set here"
                                : ", known: " + String.join(", ", known));
    }

    private @Nullable Object entry(SettingEntry entry, Given.Fields fields, String path) {
        var own = below(path, entry.key());
        var given = fields.fields().get(entry.key());
        var file = entry.isSecret() ? fields.fields().get(entry.fileKey()) : null;
        if (file != null) {
            if (given != null) {
                return refused(
                        file,
                        below(path, entry.fileKey()),
                        entry.key() + " is given too, one of them expected");
            }
            return secretOfFile(entry, file, below(path, entry.fileKey()));
        }
        if (given == null || given instanceof Given.Nothing) {
            return byDefault(entry, given == null ? fields.place() : given.place(), own);
        }
        return value(entry.type(), given, own);
    }

    private @Nullable Object byDefault(SettingEntry entry, String place, String path) {
        if (!entry.byDefault().isEmpty()) {
            return value(entry.type(), written(entry, place), path);
        }
        return switch (entry.type()) {
            case SettingType.ListOf _ -> List.of();
            case SettingType.MapOf _ -> Map.of();
            case SettingType.Maybe _ -> Optional.empty();
            case SettingType.Switch _ -> false;
            case SettingType.Text _ -> "";
            case SettingType.Nested(var shape) ->
                    record(shape, Given.Fields.empty(place), path, Set.of());
            case SettingType.Whole _,
                    SettingType.Decimal _,
                    SettingType.Span _,
                    SettingType.FilePath _,
                    SettingType.Choice _,
                    SettingType.Hidden _ -> {
                problems.add(
                        place
                                + ": "
                                + path
                                + " is missing, "
                                + entry.type().description()
                                + " expected");
                yield null;
            }
        };
    }

    /** The default as if somebody had written it; a list's items stand between commas. */
    private static Given written(SettingEntry entry, String place) {
        if (!(entry.type() instanceof SettingType.ListOf)) {
            return new Given.Scalar(entry.byDefault(), place);
        }
        return new Given.Items(
                Arrays.stream(entry.byDefault().split(","))
                        .<Given>map(item -> new Given.Scalar(item.strip(), place))
                        .toList(),
                place);
    }

    private @Nullable Object value(SettingType type, Given given, String path) {
        return switch (type) {
            case SettingType.Maybe(var some) -> {
                var bound = value(some, given, path);
                yield bound == null ? null : Optional.of(bound);
            }
            case SettingType.ListOf(var element) -> list(element, given, path);
            case SettingType.MapOf(var element) -> map(element, given, path);
            case SettingType.Nested(var shape) -> record(shape, given, path, Set.of());
            case SettingType.Hidden _ -> secret(type, given, path);
            case SettingType.Scalar scalar -> scalar(scalar, given, path);
        };
    }

    private @Nullable List<Object> list(SettingType element, Given given, String path) {
        // One value stands for a list of it: a flag that is given once.
        var items = given instanceof Given.Items(var several, _) ? several : List.of(given);
        var bound = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            var item = value(element, items.get(i), path + "[" + i + "]");
            if (item != null) {
                bound.add(item);
            }
        }
        return bound.size() == items.size() ? List.copyOf(bound) : null;
    }

    private @Nullable Map<String, Object> map(SettingType element, Given given, String path) {
        if (!(given instanceof Given.Fields(var fields, _, _))) {
            return refused(given, path, found(given) + ", a mapping expected");
        }
        var bound = new LinkedHashMap<String, Object>();
        for (var field : fields.entrySet()) {
            var key = ScalarText.onOneLine(field.getKey());
            var value = value(element, field.getValue(), below(path, key));
            if (value != null) {
                bound.put(field.getKey(), value);
            }
        }
        return bound.size() == fields.size() ? Collections.unmodifiableMap(bound) : null;
    }

    private @Nullable Object scalar(SettingType.Scalar type, Given given, String path) {
        if (!(given instanceof Given.Scalar(var text, _))) {
            return refused(given, path, found(given) + ", " + type.description() + " expected");
        }
        return switch (ScalarText.read(type, text, folder)) {
            case ScalarText.Reading.Value(var value) -> value;
            case ScalarText.Reading.Refused(var why) -> refused(given, path, why);
        };
    }

    private @Nullable Object secret(SettingType type, Given given, String path) {
        if (!(given instanceof Given.Scalar(var text, _))) {
            return refused(given, path, found(given) + ", " + type.description() + " expected");
        }
        try {
            return secrets.ofText(text);
        } catch (SecretSource.Refused e) {
            return refused(given, path, String.valueOf(e.getMessage()));
        }
    }

    private @Nullable Object secretOfFile(SettingEntry entry, Given given, String path) {
        if (!(given instanceof Given.Scalar(var file, _))) {
            return refused(given, path, found(given) + ", path expected");
        }
        try {
            var secret = secrets.ofFile(file);
            return entry.type() instanceof SettingType.Maybe ? Optional.of(secret) : secret;
        } catch (SecretSource.Refused e) {
            return refused(given, path, String.valueOf(e.getMessage()));
        }
    }

    /**
     * Points at the value whose name the refusal begins with, where it was given.
     *
     * @return its entry, or null where the refusal names none or one that is refused already
     */
    private @Nullable SettingEntry refuseByRecord(
            SettingsShape<?> shape,
            Given.Fields fields,
            String path,
            Set<SettingEntry> refused,
            IllegalArgumentException refusal) {
        var message = ScalarText.onOneLine(String.valueOf(refusal.getMessage()));
        int colon = message.indexOf(':');
        var name = colon < 0 ? "" : message.substring(0, colon);
        for (SettingEntry entry : shape.entries()) {
            if (name.equals(entry.name()) || name.equals(entry.key())) {
                if (refused.contains(entry)) {
                    return null;
                }
                var given = fields.fields().getOrDefault(entry.key(), fields);
                refuse(given, below(path, entry.key()), message.substring(colon + 1).strip());
                return entry;
            }
        }
        refuse(fields, path, message);
        return null;
    }

    // Always null, so no cast is hidden; the caller returns it as its own "nothing".
    @SuppressWarnings("TypeParameterUnusedInFormals")
    private <T> @Nullable T refused(Given given, String path, String why) {
        // A flag is its own path.
        boolean isNamed = path.isEmpty() || given.place().startsWith("--");
        problems.add(given.place() + ": " + (isNamed ? "" : path + ": ") + why);
        return null;
    }

    private static String found(Given given) {
        return switch (given) {
            case Given.Scalar(var text, _) -> ScalarText.quoted(text);
            case Given.Nothing _ -> "nothing";
            case Given.Items _ -> "a list";
            case Given.Fields _ -> "a mapping";
        };
    }

    private static String place(Given.Fields fields, String key) {
        return fields.keyPlaces().getOrDefault(key, fields.place());
    }

    private static String below(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
