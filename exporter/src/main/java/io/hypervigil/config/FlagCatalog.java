package io.hypervigil.config;

import io.hypervigil.collect.settings.NearestName;
import io.hypervigil.collect.settings.SettingType;
import io.hypervigil.collect.settings.SettingsShape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Every flag of the configuration, made from the settings records and the collectors' groups.
 *
 * <p>Thread: any; immutable.
 */
public final class FlagCatalog {

    /** The one flag that stands for no key of the file. */
    public static final Flag CONFIG_FILE =
            new Flag(
                    "--config.file",
                    Flag.Form.SINGLE,
                    List.of(),
                    "Configuration file; flags are stronger than what it says.",
                    "",
                    new SettingType.FilePath(),
                    List.of());

    private final List<FlagSection> sections;
    private final Map<String, Flag> byName;
    private final Map<String, Flag> byFormerName;

    /**
     * @throws IllegalStateException where two settings have the same flag
     */
    public FlagCatalog(CollectorCatalog collectors) {
        this.sections = sections(collectors);
        var names = new LinkedHashMap<String, Flag>();
        var formerNames = new LinkedHashMap<String, Flag>();
        for (FlagSection section : sections) {
            for (Flag flag : section.flags()) {
                var other = names.putIfAbsent(flag.name(), flag);
                if (other != null) {
                    throw new IllegalStateException(
                            flag.name() + " stands for " + flag.key() + " and " + other.key());
                }
                flag.formerly().forEach(name -> formerNames.put(name, flag));
            }
        }
        this.byName = Collections.unmodifiableMap(names);
        this.byFormerName = Collections.unmodifiableMap(formerNames);
    }

    /** In the order of the help. */
    public List<FlagSection> sections() {
        return sections;
    }

    /** The flag of a name, without {@code --no-}; null where there is none. */
    public @Nullable Flag named(String name) {
        return byName.get(name);
    }

    /** The switch that a name beginning with {@code --no-} turns off; null where there is none. */
    public @Nullable Flag negated(String name) {
        var flag = name.startsWith("--no-") ? byName.get("--" + name.substring(5)) : null;
        return flag != null && flag.form() == Flag.Form.SWITCH ? flag : null;
    }

    /** Why a name that is no flag's is refused: what it is called now, or what may be meant. */
    public String refusal(String name) {
        var renamed = byFormerName.get(name);
        if (renamed != null) {
            return name + " is called " + renamed.name() + " now";
        }
        var negated = byName.get("--" + name.substring(Math.min(5, name.length())));
        if (name.startsWith("--no-") && negated != null) {
            return name + ": " + negated.name() + " takes a value and cannot be switched off";
        }
        return "unknown flag "
                + name
                + nearest(name).map(near -> ", did you mean " + near + "?").orElse("");
    }

    private Optional<String> nearest(String name) {
        var known = new ArrayList<>(byName.keySet());
        if (name.startsWith("--no-")) {
            known.replaceAll(Flag::negative);
        }
        return NearestName.of(name, known);
    }

    private static String title(String key) {
        return Character.toUpperCase(key.charAt(0)) + key.substring(1);
    }

    private static List<FlagSection> sections(CollectorCatalog collectors) {
        var sections = new ArrayList<FlagSection>();
        sections.add(new FlagSection("Configuration", List.of(CONFIG_FILE)));
        for (var section : SettingsShape.of(Configuration.Sections.class).entries()) {
            if (section.type() instanceof SettingType.Nested(var shape)) {
                var flags = FlagSection.flagsOf(shape, section.key(), List.of(section.key()));
                sections.add(new FlagSection(title(section.key()), flags));
            }
        }
        sections.add(new FlagSection("Collectors", CollectorSwitches.ofCollectors(collectors)));
        sections.add(new FlagSection("Groups of metrics", CollectorSwitches.ofGroups(collectors)));
        for (KnownCollector known : collectors.collectors()) {
            var prefix = known.collector().flagPrefix();
            var path = List.of(Configuration.COLLECTORS, known.name());
            var flags = FlagSection.flagsOf(known.shape(), prefix, path);
            if (!flags.isEmpty()) {
                sections.add(new FlagSection("Collector " + known.name(), flags));
            }
        }
        return List.copyOf(sections);
    }
}
