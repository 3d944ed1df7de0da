package io.hypervigil.docs;

import io.hypervigil.collect.Group;
import io.hypervigil.collect.settings.SettingEntry;
import io.hypervigil.collect.settings.SettingType;
import io.hypervigil.collect.settings.SettingsShape;
import io.hypervigil.config.CollectorCatalog;
import io.hypervigil.config.CollectorSection;
import io.hypervigil.config.CollectorsSection;
import io.hypervigil.config.Configuration;
import io.hypervigil.config.FlagCatalog;
import io.hypervigil.config.KnownCollector;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** docs/configuration.md: every key and flag, from the records that they are read into. */
final class ConfigurationPage {

    private static final List<String> HEAD = List.of("key", "flag", "type", "default", "help");

    private final Markdown page = new Markdown();
    private final Map<String, String> flags = new HashMap<>();

    private ConfigurationPage(CollectorCatalog catalog) {
        for (var section : new FlagCatalog(catalog).sections()) {
            section.flags().forEach(flag -> flags.put(flag.key(), flag.name()));
        }
    }

    static String of(CollectorCatalog catalog) {
        return new ConfigurationPage(catalog).write(catalog);
    }

    private String write(CollectorCatalog catalog) {
        page.heading(1, "Configuration");
        page.paragraph(
                """
                Generated from the records that the configuration is read into.

                No file is needed: without one the process finds what its machine has. A file is
                named by `--config.file`, is read again on SIGHUP and on `POST /-/reload`, and is
                checked by `hypervigil check config FILE`. Each key below stands in it as it is
                written here, levels apart by dots: `web.max_requests` is

                ```yaml
                web:
                  max_requests: 40
                ```

                Flags are stronger than the file. A switch is given as `--flag` or `--no-flag`,
                all others as `--flag=value` or `--flag value`.

                The file is strict: an unknown key, a wrong type and a value out of range are
                refused, all of them at once, each with its line and column. A refused file never
                replaces the configuration that is in force.

                - A duration is written as in Prometheus: `1m30s`, `250ms`.
                - A relative path begins at the folder of the file that it stands in, on the
                  command line at the working folder.
                - A secret is given in place, as `${NAME}` from the environment, or by the key with
                  `_file` behind it, from a file. It is never printed.
                """);
        for (SettingEntry section : SettingsShape.of(Configuration.Sections.class).entries()) {
            if (section.type() instanceof SettingType.Nested(var shape)) {
                page.heading(2, section.key());
                table(shape, section.key());
            }
        }
        collectors(catalog);
        return page.toString();
    }

    private void collectors(CollectorCatalog catalog) {
        page.heading(2, "collectors");
        table(SettingsShape.of(CollectorsSection.Common.class), "collectors");
        page.paragraph(
                """
                Which groups of metrics are on is decided for each group by the first of these that
                says anything: the group's own switch; its collector's switch, which off turns all
                its groups off, and on leaves them as they are by default; `disable_defaults`; the
                default of the group. So `--no-collector.host --collector.loadavg` leaves one
                group of the host.
                """);
        catalog.collectors().forEach(this::collector);
    }

    private void collector(KnownCollector known) {
        var path = "collectors." + known.name();
        page.heading(2, path);
        page.paragraph("Reads " + Markdown.words(known.collector().summary()) + ".");
        var rows = new ArrayList<List<String>>();
        addRows(SettingsShape.of(CollectorSection.Common.class), path, rows);
        addRows(known.shape(), path, rows);
        page.table(HEAD, rows);
        page.heading(3, path + ".groups");
        page.table(
                List.of("key", "flag", "default", "group"),
                known.groups().stream()
                        .sorted(Comparator.comparing(Group::name))
                        .map(group -> row(path, group))
                        .toList());
    }

    private List<String> row(String path, Group group) {
        var key = path + ".groups." + group.name();
        return List.of(
                Markdown.code(group.name()),
                Markdown.code(flags.getOrDefault(key, "")),
                group.byDefault() ? "on" : "off",
                Markdown.words(group.summary()));
    }

    private void table(SettingsShape<?> shape, String path) {
        var rows = new ArrayList<List<String>>();
        addRows(shape, path, rows);
        page.table(HEAD, rows);
    }

    private void addRows(SettingsShape<?> shape, String path, List<List<String>> rows) {
        for (SettingEntry entry : shape.entries()) {
            addRows(entry, entry.type(), path + "." + entry.key(), rows);
        }
    }

    private void addRows(
            SettingEntry entry, SettingType type, String key, List<List<String>> rows) {
        switch (type) {
            case SettingType.Nested(var shape) -> addRows(shape, key, rows);
            case SettingType.ListOf(SettingType.Nested(var shape)) ->
                    addRows(shape, key + "[]", rows);
            case SettingType.MapOf(SettingType.Nested(var shape)) ->
                    addRows(shape, key + ".NAME", rows);
            case SettingType.Maybe(var some) -> addRows(entry, some, key, rows);
            case SettingType.ListOf _,
                    SettingType.MapOf _,
                    SettingType.Hidden _,
                    SettingType.Scalar _ ->
                    rows.add(row(entry, type, key));
        }
    }

    private List<String> row(SettingEntry entry, SettingType type, String key) {
        var flag = flags.getOrDefault(entry.isSecret() ? key + "_file" : key, "");
        var byDefault =
                entry.byDefault().isEmpty() && entry.type() instanceof SettingType.Switch
                        ? "false"
                        : entry.byDefault();
        return List.of(
                Markdown.code(key),
                Markdown.code(flag),
                Markdown.words(type.description() + bounds(type)),
                Markdown.code(byDefault),
                Markdown.words(entry.help()));
    }

    private static String bounds(SettingType type) {
        return switch (type) {
            case SettingType.Whole(_, long min, long max) when min != Long.MIN_VALUE ->
                    max >= Integer.MAX_VALUE ? ", at least " + min : ", " + min + " to " + max;
            case SettingType.Decimal(long min, long max) when min != Long.MIN_VALUE ->
                    max == Long.MAX_VALUE ? ", at least " + min : ", " + min + " to " + max;
            case SettingType.ListOf(var element) -> bounds(element);
            case SettingType.Scalar _,
                    SettingType.Hidden _,
                    SettingType.MapOf _,
                    SettingType.Nested _,
                    SettingType.Maybe _ ->
                    "";
        };
    }
}
