package io.hypervigil.judging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hypervigil.alerting.notifier.AlertmanagerAddress;
import io.hypervigil.collect.settings.SettingsException;
import io.hypervigil.config.Configured;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TellingPlanTest {

    @TempDir Path folder;

    @Test
    void without_files_nobody_is_told_and_shipped_inhibitions_hold() throws Exception {
        var plan = plan("{}");

        assertThat(plan.alertmanagers().alertmanagers()).isEmpty();
        assertThat(plan.routing().receivers()).containsOnlyKeys("nobody");
        assertThat(plan.routing().inhibitRules()).isNotEmpty();
        assertThat(plan("{shipped_inhibitions: false}").routing().inhibitRules()).isEmpty();
    }

    @Test
    void a_router_file_says_who_is_told_and_is_shown_without_its_secrets() throws Exception {
        write(
                "router.yml",
                """
                route: {receiver: team}
                receivers:
                  - name: team
                    slack_configs: [{api_url: "https://hooks.example/T/SECRET", channel: "#ops"}]
                templates: ["*.tmpl"]
                """);
        write("own.tmpl", "{{ define \"own\" }}x{{ end }}");
        var plan = plan("{router_file: FOLDER/router.yml}");

        assertThat(plan.routing().receivers()).containsOnlyKeys("team");
        assertThat(plan.shown()).contains("#ops").doesNotContain("SECRET");
        assertThat(plan.toString()).doesNotContain("SECRET");
    }

    @Test
    void alertmanagers_are_those_of_the_list_and_of_the_file() throws Exception {
        write(
                "am.yml",
                """
                alerting:
                  alertmanagers:
                    - scheme: https
                      static_configs: [{targets: ["b:9093"]}]
                """);
        var plan = plan("{alertmanagers: ['http://a:9093/'], alertmanagers_file: FOLDER/am.yml}");

        assertThat(plan.alertmanagers().alertmanagers())
                .extracting(AlertmanagerAddress::alerts)
                .map(Object::toString)
                .containsExactly("http://a:9093/api/v2/alerts", "https://b:9093/api/v2/alerts");
    }

    @Test
    void a_fault_of_a_file_is_told_with_its_place() throws Exception {
        write("router.yml", "route: {receiver: team}\nreceivers:\n  - nme: team\n");
        assertThat(refusal("{router_file: FOLDER/router.yml}"))
                .startsWith("FOLDER/router.yml:3:5: ");

        write("am.yml", "alerting:\n  alertmanagrs: []\n");
        assertThat(refusal("{alertmanagers_file: FOLDER/am.yml}"))
                .startsWith("FOLDER/am.yml:2:3: ");

        write("bad.tmpl", "{{ define \"own\" }}");
        write(
                "router.yml",
                "route: {receiver: a}\nreceivers: [{name: a}]\ntemplates: ['bad.tmpl']\n");
        assertThat(refusal("{router_file: FOLDER/router.yml}"))
                .contains("bad.tmpl")
                .contains("EOF");
    }

    @Test
    void a_file_that_cannot_be_read_is_named() throws Exception {
        assertThat(refusal("{router_file: FOLDER/none.yml}"))
                .isEqualTo("FOLDER/none.yml: no such file");
        Files.write(folder.resolve("latin.yml"), new byte[] {(byte) 0xe4, 'x'});
        assertThat(refusal("{router_file: FOLDER/latin.yml}"))
                .isEqualTo("FOLDER/latin.yml: not UTF-8");
        Files.write(folder.resolve("large.yml"), new byte[(4 << 20) + 1]);
        assertThat(refusal("{alertmanagers_file: FOLDER/large.yml}"))
                .isEqualTo("FOLDER/large.yml: more than 4 MiB");
    }

    @Test
    void a_url_with_credentials_is_refused_without_telling_them() throws Exception {
        assertThat(refusal("{alertmanagers: ['http://me:hunter2@am:9093']}"))
                .isEqualTo(
                        "alerting.alertmanagers: 'http://<secret>@am:9093', a URL such as"
                                + " http://alertmanager:9093 expected; credentials go into"
                                + " alerting.alertmanagers_file");
        assertThat(refusal("{alertmanagers: ['am:9093']}"))
                .startsWith("alerting.alertmanagers: 'am:9093', a URL such as");
        assertThat(refusal("{alertmanagers: ['http://me:hun/ter2@am:9093']}"))
                .doesNotContain("ter2");
    }

    private String refusal(String section) throws Exception {
        var refusal = catchThrowableOfType(SettingsException.class, () -> plan(section));
        assertThat(refusal).as(section).isNotNull();
        return String.valueOf(refusal.getMessage()).replace(folder.toString(), "FOLDER");
    }

    private TellingPlan plan(String section) throws Exception {
        var configuration =
                Configured.by(
                                folder,
                                "alerting: " + section.replace("FOLDER", folder.toString()) + "\n")
                        .load();
        return TellingPlan.read(configuration.alerting(), "http://h:10048", InstantSource.system());
    }

    private void write(String file, String text) throws Exception {
        Files.writeString(folder.resolve(file), text);
    }
}
