package io.hypervigil.config;

import io.hypervigil.collect.settings.Given;
import io.hypervigil.collect.settings.SettingsBinder;
import io.hypervigil.collect.settings.SettingsException;
import io.hypervigil.collect.settings.SettingsShape;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes a configuration of what was given: the fixed sections of their records, {@code collectors}
 * of those of the collectors.
 *
 * <p>Thread: one.
 */
final class ConfigurationBinder {

    private final CollectorCatalog catalog;
    private final SettingsBinder binder;

    ConfigurationBinder(
            CollectorCatalog catalog, Function<String, @Nullable String> environment, Path folder) {
        this.catalog = catalog;
        this.binder = new SettingsBinder(environment, folder);
    }

    Configuration bind(Given given) throws SettingsException {
        var sections =
                binder.bind(
                        SettingsShape.of(Configuration.Sections.class),
                        given,
                        "",
                        List.of(Configuration.COLLECTORS));
        var collectors = collectors(below(given, Configuration.COLLECTORS));
        if (sections.isEmpty() || collectors.isEmpty() || !binder.problems().isEmpty()) {
            throw new SettingsException(binder.problems());
        }
        return new Configuration(sections.get(), collectors.get(), catalog);
    }

    private Optional<CollectorsSection> collectors(Given given) {
        var names = catalog.collectors().stream().map(KnownCollector::name).toList();
        var common =
                binder.bind(
                        SettingsShape.of(CollectorsSection.Common.class),
                        given,
                        Configuration.COLLECTORS,
                        names);
        var sections = new LinkedHashMap<String, CollectorSection>();
        for (KnownCollector known : catalog.collectors()) {
            collector(known, below(given, known.name()))
                    .ifPresent(section -> sections.put(known.name(), section));
        }
        return sections.size() == names.size()
                ? common.map(said -> new CollectorsSection(said, sections))
                : Optional.empty();
    }

    private Optional<CollectorSection> collector(KnownCollector known, Given given) {
        var path = Configuration.COLLECTORS + "." + known.name();
        var shape = SettingsShape.of(CollectorSection.Common.class);
        var own = binder.bind(known.shape(), given, path, shape.keys());
        var common = binder.bind(shape, only(given, shape.keys()), path, List.of());
        refuseUnknownGroups(known, below(given, "groups"), path + ".groups");
        return own.flatMap(settings -> common.map(said -> new CollectorSection(said, settings)));
    }

    private void refuseUnknownGroups(KnownCollector known, Given groups, String path) {
        if (groups instanceof Given.Fields fields) {
            var names = known.groups().stream().map(group -> group.name()).toList();
            binder.refuseUnknown(fields, path, names);
        }
    }

    /** Of a mapping the fields with these keys; of anything else, which is refused, nothing. */
    private static Given only(Given given, Set<String> keys) {
        if (!(given instanceof Given.Fields(var fields, var places, var place))) {
            return new Given.Nothing(given.place());
        }
        var kept = new LinkedHashMap<>(fields);
        kept.keySet().retainAll(keys);
        return new Given.Fields(kept, places, place);
    }

    /** What stands under a key, or nothing. */
    private static Given below(Given given, String key) {
        if (given instanceof Given.Fields(var fields, _, _)) {
            var value = fields.get(key);
            return value == null ? new Given.Nothing(given.place()) : value;
        }
        return new Given.Nothing(given.place());
    }
}
