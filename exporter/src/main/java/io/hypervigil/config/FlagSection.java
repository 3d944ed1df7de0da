package io.hypervigil.config;

import io.hypervigil.collect.settings.SettingEntry;
import io.hypervigil.collect.settings.SettingType;
import io.hypervigil.collect.settings.SettingsShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Flags that belong together, under a heading of the help.
 *
 * @param title for people
 * @param flags in the order in which they are declared
 */
public record FlagSection(String title, List<Flag> flags) {

    public FlagSection {
        flags = List.copyOf(flags);
    }

    /**
     * The flags of a settings record, those of nested records after their own.
     *
     * @param prefix what the flags begin with, without dashes
     * @param path the keys that lead to the record
     */
    static List<Flag> flagsOf(SettingsShape<?> shape, String prefix, List<String> path) {
        var flags = new ArrayList<Flag>();
        for (SettingEntry entry : shape.entries()) {
            var name = isWhole(entry) ? entry.flag().substring(2) : prefix + "." + entry.flag();
            if (entry.type() instanceof SettingType.Nested(var nested)) {
                flags.addAll(flagsOf(nested, name, below(path, entry.key())));
            } else {
                flagOf(entry, name, path).ifPresent(flags::add);
            }
        }
        return flags;
    }

    /** Lists and mappings of records have no flag; of a secret a flag takes the file only. */
    private static Optional<Flag> flagOf(SettingEntry entry, String name, List<String> path) {
        if (entry.isSecret()) {
            return Optional.of(
                    flag(
                            entry,
                            name + "-file",
                            Flag.Form.SINGLE,
                            below(path, entry.fileKey()),
                            new SettingType.FilePath()));
        }
        return formOf(entry.type())
                .map(form -> flag(entry, name, form, below(path, entry.key()), entry.type()));
    }

    private static Flag flag(
            SettingEntry entry, String name, Flag.Form form, List<String> path, SettingType type) {
        var family = isWhole(entry) ? "" : name.substring(0, name.length() - entry.flag().length());
        return new Flag(
                "--" + name,
                form,
                path,
                entry.help(),
                entry.byDefault(),
                element(type),
                entry.formerly().stream()
                        .map(key -> "--" + family + key.replace('_', '-'))
                        .toList());
    }

    /** Whether the flag is called as elsewhere, whatever its section. */
    private static boolean isWhole(SettingEntry entry) {
        return entry.flag().startsWith("--");
    }

    private static SettingType element(SettingType type) {
        return switch (type) {
            case SettingType.ListOf(var one) -> element(one);
            case SettingType.Maybe(var some) -> element(some);
            case SettingType.Scalar scalar -> scalar;
            case SettingType.MapOf _, SettingType.Nested _, SettingType.Hidden _ -> type;
        };
    }

    private static Optional<Flag.Form> formOf(SettingType type) {
        return switch (type) {
            case SettingType.Switch _ -> Optional.of(Flag.Form.SWITCH);
            case SettingType.Scalar _ -> Optional.of(Flag.Form.SINGLE);
            case SettingType.Maybe(var some) -> formOf(some);
            case SettingType.ListOf(SettingType.Scalar _) -> Optional.of(Flag.Form.REPEATED);
            case SettingType.ListOf _,
                    SettingType.MapOf _,
                    SettingType.Nested _,
                    SettingType.Hidden _ ->
                    Optional.empty();
        };
    }

    private static List<String> below(List<String> path, String key) {
        var longer = new ArrayList<>(path);
        longer.add(key);
        return longer;
    }
}
