package io.hypervigil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code check rules} and {@code test rules}. */
final class RuleCommandsTest {

    private final FakeConsole console = new FakeConsole();

    @TempDir Path folder;

    @BeforeEach
    void write() throws Exception {
        write(
                "good.yml",
                """
                groups:
                  - name: disks
                    rules:
                      - record: disk:free:ratio
                        expr: disk_free / disk_size
                      - alert: DiskFull
                        expr: disk:free:ratio < 0.1
                        for: 5m
                        labels: {severity: warning}
                """);
        write(
                "twice.yml",
                "groups: [{name: a, rules: [{record: x, expr: up}, {record: x, expr: up}]}]\n");
        write("bad.yml", "groups:\n  - name: a\n    rules:\n      - {record: x, expr: up ==}\n");
        write(
                "test.yml",
                """
                rule_files: [good.yml]
                evaluation_interval: 1m
                tests:
                  - name: full
                    interval: 1m
                    input_series:
                      - {series: disk_free, values: "5x10"}
                      - {series: disk_size, values: "100x10"}
                    alert_rule_test:
                      - eval_time: 6m
                        alertname: DiskFull
                        exp_alerts: [{exp_labels: {severity: warning}}]
                  - name: wrong
                    input_series:
                      - {series: disk_free, values: "50x10"}
                      - {series: disk_size, values: "100x10"}
                    promql_expr_test:
                      - expr: disk:free:ratio
                        eval_time: 1m
                        exp_samples: [{labels: 'disk:free:ratio', value: 0.4}]
                """);
    }

    @Test
    void good_files_are_told_with_the_number_of_their_rules() {
        assertThat(run("check rules good.yml")).isZero();

        assertThat(printed()).isEqualTo("Checking FOLDER/good.yml\n  SUCCESS: 2 rules found\n\n");
        assertThat(console.complained()).isEmpty();
    }

    @Test
    void a_bad_file_is_told_with_its_place_and_the_others_are_checked() {
        assertThat(run("check rules bad.yml none.yml good.yml")).isEqualTo(1);

        assertThat(complained())
                .isEqualTo(
                        """
                          FAILED:
                        FOLDER/bad.yml:4:32: group "a", rule 1, "x": could not parse expression: 1:6: parse error: unexpected end of input
                          FAILED:
                        FOLDER/none.yml: no such file
                        """);
        assertThat(printed()).endsWith("Checking FOLDER/good.yml\n  SUCCESS: 2 rules found\n\n");
    }

    @Test
    void a_rule_that_stands_twice_is_remarked_on_and_fatal_where_that_is_asked_for() {
        assertThat(run("check rules twice.yml")).isZero();
        assertThat(console.complained()).contains("lint error 1 duplicate rule(s) found.");

        assertThat(run("check rules --lint-fatal twice.yml")).isEqualTo(3);
        assertThat(run("check rules --lint-fatal --lint=none twice.yml")).isZero();
        assertThat(console.complained()).isEmpty();
    }

    @Test
    void without_a_file_or_with_a_dash_standard_input_is_checked() {
        console.reading("groups: [{name: a, rules: [{record: x, expr: up}]}]\n");
        assertThat(console.run("check", "rules")).isZero();
        assertThat(printed()).isEqualTo("Checking standard input\n  SUCCESS: 1 rules found\n\n");
        assertThat(console.run("check", "rules", "-")).isZero();

        console.reading("groups: [{nme: a}]\n");
        assertThat(console.run("check", "rules", "-")).isEqualTo(1);
        assertThat(console.complained())
                .isEqualTo("  FAILED:\nstandard input:1:11: field nme is not known here\n");
    }

    @Test
    void lints_are_a_list_and_an_unknown_one_is_warned_of_as_promtool_warns() {
        assertThat(run("check rules --lint-fatal --lint=foo,all twice.yml")).isEqualTo(3);
        assertThat(console.complained()).startsWith("WARNING: unknown lint option: \"foo\"\n");
        assertThat(run("check rules --lint-fatal --lint=foo twice.yml")).isZero();
    }

    @Test
    void features_are_switched_on_by_promtools_names() throws Exception {
        write("new.yml", "groups: [{name: a, rules: [{record: x, expr: 'limitk(1, up)'}]}]\n");
        assertThat(run("check rules new.yml")).isEqualTo(1);
        var flag = "--enable-feature=promql-experimental-functions,nope";
        assertThat(run("check rules " + flag + " new.yml")).isZero();
        assertThat(console.complained())
                .isEqualTo("WARNING: unknown feature of --enable-feature: nope\n");
    }

    @Test
    void tests_of_several_names_are_run() {
        assertThat(run("test rules --run=^full$ --run=nothing test.yml")).isZero();
        assertThat(run("test rules --run=^full$ --run=wrong test.yml")).isEqualTo(1);
    }

    @Test
    void tests_that_fail_are_told_with_what_was_expected_and_got() {
        assertThat(run("test rules test.yml")).isEqualTo(1);

        assertThat(console.complained())
                .contains("FAILED:")
                .contains("exp: {__name__=\"disk:free:ratio\"} 4E-01")
                .contains("got: {__name__=\"disk:free:ratio\"} 5E-01");
    }

    @Test
    void one_test_is_run_by_its_name_and_its_samples_are_shown() {
        assertThat(run("test rules --run=^full$ test.yml")).isZero();
        assertThat(printed()).isEqualTo("  SUCCESS\n\n");
        assertThat(console.complained()).isEmpty();

        assertThat(run("test rules --run=full --debug test.yml")).isZero();
        assertThat(printed())
                .contains("DEBUG: Starting test full\n")
                .contains("{__name__=\"disk:free:ratio\"} =>\n")
                .contains("0.05 @[60000]\n")
                .doesNotContain("Starting test wrong");
    }

    @Test
    void what_came_of_tests_is_written_for_a_build_server() throws Exception {
        assertThat(run("test rules --junit=" + folder.resolve("out.xml") + " test.yml"))
                .isEqualTo(1);

        assertThat(folder.resolve("out.xml"))
                .content()
                .contains("tests=\"2\" failures=\"1\" errors=\"0\"")
                .contains("<testcase name=\"full\"></testcase>")
                .contains("<testcase name=\"wrong\"><failure>");
    }

    @Test
    void a_file_of_tests_that_is_not_there_or_none_fails() throws Exception {
        write("none_test.yml", "tests: 7\n");
        write("missing_test.yml", "rule_files: [nowhere.yml]\ntests: []\n");

        assertThat(run("test rules none.yml")).isEqualTo(1);
        assertThat(complained()).contains("FOLDER/none.yml: no such file");
        assertThat(run("test rules none_test.yml")).isEqualTo(1);
        assertThat(complained()).contains("FOLDER/none_test.yml:1:8: ");
    }

    @Test
    void what_makes_no_sense_is_told_with_where_to_read_on() {
        assertThat(console.run("check", "rules", "--name-validation=x", "a.yml")).isEqualTo(2);
        assertThat(console.complained())
                .isEqualTo(
                        """
                        hypervigil: --name-validation: 'x', utf8 or legacy expected
                          see 'hypervigil check rules --help'
                        """);
        assertThat(console.run("test", "rules", "--run=(", "a.yml")).isEqualTo(2);
        assertThat(console.complained()).contains("missing closing )");
        assertThat(console.run("test", "rules")).isEqualTo(2);
        assertThat(console.complained()).contains("FILE is missing");
    }

    private int run(String words) {
        var arguments = words.split(" ");
        for (int i = 2; i < arguments.length; i++) {
            if (arguments[i].endsWith(".yml")) {
                arguments[i] = folder.resolve(arguments[i]).toString();
            }
        }
        return console.run(arguments);
    }

    private String printed() {
        return console.printed().replace(folder.toString(), "FOLDER");
    }

    private String complained() {
        return console.complained().replace(folder.toString(), "FOLDER");
    }

    private void write(String file, String text) throws Exception {
        Files.writeString(folder.resolve(file), text);
    }
}
