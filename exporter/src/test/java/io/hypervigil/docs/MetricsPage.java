package io.hypervigil.docs;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.Schema;
import io.hypervigil.config.CollectorCatalog;
import io.hypervigil.config.KnownCollector;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** docs/metrics.md: every family that the collectors declare, by group. */
final class MetricsPage {

    private static final List<String> HEAD = List.of("metric", "type", "unit", "labels", "help");

    private final Markdown page = new Markdown();

    private MetricsPage() {}

    /** What collectors declare, and what the process says of itself. */
    static String of(CollectorCatalog catalog, List<Schema> own) {
        var written = new MetricsPage();
        written.write(catalog);
        if (!own.isEmpty()) {
            written.page.heading(2, "the process itself");
            written.page.paragraph(
                    "Beside these: the rest of `jvm_*`, and what the web server counts.");
            written.table(own.stream().flatMap(schema -> schema.families().stream()).toList());
        }
        return written.page.toString();
    }

    private void write(CollectorCatalog catalog) {
        page.heading(1, "Metrics");
        page.paragraph(
                """
                Generated from what the collectors declare; a test holds every sample against it.
                A family is given where the machine has what it tells of, and is absent elsewhere:
                nothing is made up. A `*` in a name or among the labels stands for what the source
                itself names. Groups are switched by `--collector.NAME` and `--no-collector.NAME`.
                """);
        catalog.collectors().forEach(this::collector);
    }

    private void collector(KnownCollector known) {
        page.heading(2, known.name());
        page.paragraph("Reads " + Markdown.words(known.collector().summary()) + ".");
        var shared = sharedNames(known);
        if (!shared.isEmpty()) {
            page.heading(3, "in every group of " + known.name());
            var families =
                    known.schema().families().stream()
                            .filter(family -> shared.contains(family.name()))
                            .collect(
                                    Collectors.toMap(
                                            Family::name, family -> family, (first, _) -> first));
            table(List.copyOf(families.values()));
        }
        known.groups().stream()
                .sorted(Comparator.comparing(Group::name))
                .forEach(group -> group(known, group, shared));
    }

    private void group(KnownCollector known, Group group, Set<String> shared) {
        page.heading(3, group.name());
        page.paragraph(
                Markdown.words(group.summary())
                        + (group.byDefault() ? "; on." : "; off by default."));
        table(
                known.schema().families().stream()
                        .filter(family -> family.group().equals(group))
                        .filter(family -> !shared.contains(family.name()))
                        .toList());
    }

    private void table(List<Family> families) {
        if (!families.isEmpty()) {
            page.table(
                    HEAD,
                    families.stream()
                            .sorted(Comparator.comparing(Family::name))
                            .map(MetricsPage::row)
                            .toList());
        }
    }

    private static List<String> row(Family family) {
        return List.of(
                Markdown.code(family.name()),
                family.type().text(),
                family.unit(),
                family.labels().stream().map(Markdown::code).collect(Collectors.joining(", ")),
                Markdown.words(family.help()));
    }

    /** Families that more than one group gives samples of. */
    private static Set<String> sharedNames(KnownCollector known) {
        return known.schema().families().stream()
                .collect(Collectors.groupingBy(Family::name, Collectors.counting()))
                .entrySet()
                .stream()
                .filter(entry -> entry.getValue() > 1)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
