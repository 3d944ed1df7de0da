package io.hypervigil.config;

import io.hypervigil.collect.settings.SettingType;
import java.util.List;

/**
 * A flag of the command line, made from a setting.
 *
 * @param name as written, with the leading dashes
 * @param form how it is given
 * @param path the keys of the same setting in the file; none for what is set by flags only
 * @param help one line for people
 * @param byDefault the default as written in YAML, or ""
 * @param type what one value is
 * @param formerly names that it had before
 */
public record Flag(
        String name,
        Form form,
        List<String> path,
        String help,
        String byDefault,
        SettingType type,
        List<String> formerly) {

    /** How a flag is given. */
    public enum Form {
        /** {@code --x} for true, {@code --no-x} for false. */
        SWITCH,
        /** {@code --x=value} or {@code --x value}, once. */
        SINGLE,
        /** The same, any number of times. */
        REPEATED
    }

    public Flag {
        path = List.copyOf(path);
        formerly = List.copyOf(formerly);
    }

    /** The name that switches it off. */
    public String negative() {
        return negative(name);
    }

    static String negative(String name) {
        return "--no-" + name.substring(2);
    }

    /** The keys of the same setting, joined by dots. */
    public String key() {
        return String.join(".", path);
    }
}
