package io.hypervigil.collect.settings;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A settings record taken apart once: its entries, and how to make one. All that looks into records
 * goes through here.
 *
 * <p>Thread: any; immutable.
 *
 * @param <S> the record
 */
public final class SettingsShape<S extends Record> {

    private final Constructor<S> constructor;
    private final List<SettingEntry> entries;

    private SettingsShape(Constructor<S> constructor, List<SettingEntry> entries) {
        this.constructor = constructor;
        this.entries = entries;
    }

    /**
     * The shape of a record.
     *
     * @throws IllegalArgumentException where a component is of a type that no setting can be
     */
    public static <S extends Record> SettingsShape<S> of(Class<S> type) {
        var components = type.getRecordComponents();
        try {
            var constructor =
                    type.getDeclaredConstructor(
                            Arrays.stream(components)
                                    .map(RecordComponent::getType)
                                    .toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return new SettingsShape<>(
                    constructor, Arrays.stream(components).map(SettingEntry::new).toList());
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(type.getName(), e);
        }
    }

    /** In the order in which they are declared. */
    public List<SettingEntry> entries() {
        return entries;
    }

    /** All keys that are taken, those of secrets' files included. */
    public Set<String> keys() {
        var keys = new LinkedHashSet<String>();
        for (SettingEntry entry : entries) {
            keys.add(entry.key());
            if (entry.isSecret()) {
                keys.add(entry.fileKey());
            }
        }
        return keys;
    }

    /** The entry that had this key before. */
    Optional<SettingEntry> formerly(String key) {
        return entries.stream().filter(entry -> entry.formerly().contains(key)).findFirst();
    }

    /**
     * @throws IllegalArgumentException where the record refuses its values
     */
    S make(@Nullable Object[] values) {
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refusal) {
                throw refusal;
            }
            throw new IllegalStateException(constructor.getDeclaringClass().getName(), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(constructor.getDeclaringClass().getName(), e);
        }
    }
}
