package io.hypervigil.judging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hypervigil.alerting.rulefile.RuleFile;
import io.hypervigil.alerting.rulefile.RuleSpec;
import io.hypervigil.collect.settings.SettingsException;
import io.hypervigil.config.Configured;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JudgingPlanTest {

    @TempDir Path folder;

    @Test
    void own_files_follow_the_shipped_packs() throws Exception {
        Files.writeString(
                folder.resolve("own.yml"),
                "groups: [{name: g, rules: [{alert: Own, expr: up == 0}]}]\n");
        var plan =
                plan(
                        """
                        alerting:
                          packs: [self]
                          rule_files: [FOLDER/own.yml]
                          evaluation_interval: 30s
                          external_labels: {site: north}
                        """);

        assertThat(plan.files())
                .extracting(RuleFile::name)
                .containsExactly("packs/self.yml", folder.resolve("own.yml").toString());
        assertThat(plan.settings().interval()).isEqualTo(Duration.ofSeconds(30));
        assertThat(plan.settings().externalLabels()).containsEntry("site", "north");
        assertThat(plan.settings().externalUrl()).isEqualTo("http://h:10048");
    }

    @Test
    void a_relative_rule_file_begins_at_the_folder_of_the_configuration() throws Exception {
        Files.writeString(folder.resolve("own.yml"), "groups: []\n");

        assertThat(plan("alerting: {packs: [none], rule_files: ['*wn.yml']}").files())
                .extracting(RuleFile::name)
                .containsExactly(folder.resolve("own.yml").toString());
    }

    @Test
    void alerts_that_ship_link_to_pages_that_the_process_has() throws Exception {
        assertThat(plan("alerting: {packs: [self]}").files().getFirst().groups())
                .flatExtracting(group -> group.rules())
                .filteredOn(RuleSpec.Alerting.class::isInstance)
                .extracting(rule -> ((RuleSpec.Alerting) rule).annotations().get("runbook_url"))
                .allSatisfy(
                        link ->
                                assertThat(link)
                                        .startsWith("http://h:10048/docs/runbooks/")
                                        .endsWith(".md"));
    }

    @Test
    void switched_off_it_judges_nothing() throws Exception {
        assertThat(plan("alerting: {enabled: false}").files()).isEmpty();
    }

    @Test
    void a_broken_rule_is_told_with_file_line_and_column() throws Exception {
        Files.writeString(
                folder.resolve("own.yml"),
                "groups:\n  - name: g\n    rules:\n      - alert: Own\n        expr: up = 0\n");

        assertThat(refusal("alerting: {rule_files: [FOLDER/own.yml]}"))
                .startsWith("FOLDER/own.yml:5:18: group \"g\", rule 1, \"Own\": ");
    }

    @Test
    void a_url_that_is_none_is_refused() throws Exception {
        assertThat(refusal("alerting: {external_url: 'not a url'}"))
                .startsWith("alerting.external_url: 'not a url'");
    }

    @Test
    void what_the_guide_changes_of_alerts_can_be_changed() throws Exception {
        var guide = Files.readString(Path.of("../docs/alerting.md"));
        int begin = guide.indexOf("alerting:\n  alerts:\n");

        assertThat(begin).isPositive();
        assertThat(plan(guide.substring(begin, guide.indexOf("```", begin))).files()).hasSize(6);
    }

    private String refusal(String yaml) throws Exception {
        var refusal = catchThrowableOfType(SettingsException.class, () -> plan(yaml));
        assertThat(refusal).as(yaml).isNotNull();
        return String.valueOf(refusal.getMessage())
                .replace(folder.resolve("hv.yml") + ", line 1, column 26: ", "")
                .replace(folder.toString(), "FOLDER");
    }

    private JudgingPlan plan(String yaml) throws Exception {
        var configuration = Configured.by(folder, yaml.replace("FOLDER", folder.toString())).load();
        return JudgingPlan.read(configuration, "http://h:10048", InstantSource.system());
    }
}
