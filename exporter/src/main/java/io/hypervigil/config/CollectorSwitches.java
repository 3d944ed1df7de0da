package io.hypervigil.config;

import io.hypervigil.collect.settings.SettingType;
import io.hypervigil.collect.settings.SettingsShape;
import java.util.ArrayList;
import java.util.List;

/** The flags that stand for whole collectors and for their groups: {@code --no-collector.cpu}. */
final class CollectorSwitches {

    private static final String PREFIX = "collector";

    private CollectorSwitches() {}

    /**
     * {@code --collector.disable-defaults}, and for each {@code --collector.NAME} and its interval.
     */
    static List<Flag> ofCollectors(CollectorCatalog catalog) {
        var all = SettingsShape.of(CollectorsSection.Common.class);
        var flags =
                new ArrayList<>(
                        FlagSection.flagsOf(all, PREFIX, List.of(Configuration.COLLECTORS)));
        for (KnownCollector known : catalog.collectors()) {
            var path = List.of(Configuration.COLLECTORS, known.name());
            flags.add(
                    onOff(known.name(), append(path, "enabled"), known.collector().summary(), ""));
            var common = SettingsShape.of(CollectorSection.Common.class);
            FlagSection.flagsOf(common, PREFIX + "." + known.name(), path).stream()
                    .filter(flag -> flag.form() != Flag.Form.SWITCH)
                    .forEach(flags::add);
        }
        return flags;
    }

    /** {@code --collector.GROUP}, but for a group whose collector has the same name and flag. */
    static List<Flag> ofGroups(CollectorCatalog catalog) {
        var flags = new ArrayList<Flag>();
        for (KnownCollector known : catalog.collectors()) {
            var path = List.of(Configuration.COLLECTORS, known.name(), "groups");
            known.groups().stream()
                    .filter(group -> !group.name().equals(known.name()))
                    .map(
                            group ->
                                    onOff(
                                            group.name(),
                                            append(path, group.name()),
                                            group.summary(),
                                            Boolean.toString(group.byDefault())))
                    .forEach(flags::add);
        }
        return flags;
    }

    private static Flag onOff(String name, List<String> path, String help, String byDefault) {
        return new Flag(
                "--" + PREFIX + "." + name,
                Flag.Form.SWITCH,
                path,
                help,
                byDefault,
                new SettingType.Switch(),
                List.of());
    }

    private static List<String> append(List<String> path, String key) {
        var longer = new ArrayList<>(path);
        longer.add(key);
        return longer;
    }
}
