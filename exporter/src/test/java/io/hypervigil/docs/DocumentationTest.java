package io.hypervigil.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Collector;
import io.hypervigil.collect.Golden;
import io.hypervigil.config.CollectorCatalog;
import io.hypervigil.config.TestCollector;
import io.hypervigil.exposition.BuildMetrics;
import io.hypervigil.exposition.ProcessMetrics;
import io.hypervigil.exposition.ThreadMetrics;
import io.hypervigil.judging.RuleMetrics;
import io.hypervigil.judging.TellingMetrics;
import io.hypervigil.recording.WindowMetrics;
import io.hypervigil.sampling.SelfMetrics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** The generated documents are those of the code; {@code -Dgolden.update} writes them anew. */
final class DocumentationTest {

    private static final Path DOCS = Path.of("../docs");
    private static final Path GOLDENS = Path.of("src/test/golden/docs");

    @Test
    void the_configuration_is_documented_as_it_is() throws IOException {
        Golden.assertMatches(DOCS.resolve("configuration.md"), ConfigurationPage.of(installed()));
    }

    @Test
    void the_metrics_are_documented_as_they_are() throws IOException {
        Golden.assertMatches(
                DOCS.resolve("metrics.md"),
                MetricsPage.of(
                        installed(),
                        List.of(
                                BuildMetrics.SCHEMA,
                                SelfMetrics.SCHEMA,
                                WindowMetrics.SCHEMA,
                                ThreadMetrics.SCHEMA,
                                ProcessMetrics.SCHEMA,
                                RuleMetrics.SCHEMA,
                                TellingMetrics.SCHEMA)));
    }

    @Test
    void every_kind_of_setting_and_family_has_its_line() throws IOException {
        var catalog = new CollectorCatalog(List.of(TestCollector.MACHINE, TestCollector.GUEST));

        Golden.assertMatches(GOLDENS.resolve("configuration.md"), ConfigurationPage.of(catalog));
        Golden.assertMatches(GOLDENS.resolve("metrics.md"), MetricsPage.of(catalog, List.of()));
    }

    @Test
    void what_would_break_a_table_is_escaped() {
        assertThat(Markdown.code("a|b")).isEqualTo("`a\\|b`");
        assertThat(Markdown.words("a_b|c*<d>")).isEqualTo("a\\_b\\|c\\*\\<d>");
    }

    private static CollectorCatalog installed() {
        return new CollectorCatalog(
                ServiceLoader.load(Collector.class).stream()
                        .map(ServiceLoader.Provider::get)
                        .toList());
    }
}
