package io.hypervigil.collect.settings;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.List;

/**
 * A component of a settings record, with what its {@link Setting} says.
 *
 * <p>Thread: any; immutable.
 */
public final class SettingEntry {

    private final String name;
    private final SettingType type;
    private final String help;
    private final String byDefault;
    private final String flag;
    private final List<String> formerly;
    private final Method accessor;

    SettingEntry(RecordComponent component) {
        var setting = component.getAnnotation(Setting.class);
        this.name = component.getName();
        this.accessor = component.getAccessor();
        accessor.setAccessible(true);
        if (setting == null) {
            this.type = SettingTypes.of(component, Long.MIN_VALUE, Long.MAX_VALUE);
            this.help = "";
            this.byDefault = "";
            this.flag = SettingNames.flag(name);
            this.formerly = List.of();
        } else {
            this.type = SettingTypes.of(component, setting.min(), setting.max());
            this.help = setting.help();
            this.byDefault = setting.byDefault();
            this.flag = setting.flag().isEmpty() ? SettingNames.flag(name) : setting.flag();
            this.formerly = List.of(setting.formerly());
        }
    }

    /** The component's name in Java. */
    public String name() {
        return name;
    }

    /** Its name in YAML. */
    public String key() {
        return SettingNames.key(name);
    }

    /** The last part of its flag. */
    public String flag() {
        return flag;
    }

    /** The key for a file with its value, where it is a secret. */
    public String fileKey() {
        return key() + "_file";
    }

    public SettingType type() {
        return type;
    }

    /** One line for people, or "". */
    public String help() {
        return help;
    }

    /** The default as written in YAML; "" for empty, none or false. */
    public String byDefault() {
        return byDefault;
    }

    /** Keys that it had before. */
    public List<String> formerly() {
        return formerly;
    }

    /** Whether its value is hidden and may come from a file. */
    public boolean isSecret() {
        return type instanceof SettingType.Hidden
                || type instanceof SettingType.Maybe(SettingType.Hidden());
    }

    /** Its value in a record of its shape. */
    Object read(Record settings) {
        try {
            return accessor.invoke(settings);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(settings.getClass().getName() + "." + name, e);
        }
    }
}
