package io.hypervigil.alerting.rulefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RuleFileReaderTest {

    @Test
    void all_fields_of_groups_and_rules_are_read() throws RuleFileException {
        var file =
                read(
                        """
                        groups:
                          - name: g
                            interval: 15s
                            limit: 3
                            query_offset: 1m
                            labels: {team: x, severity: low}
                            rules:
                              - alert: A
                                expr: up == 0
                                for: 5m
                                keep_firing_for: 1h30m
                                labels: {severity: high}
                                annotations: {summary: "{{ $labels.job }}"}
                              - record: job:up:sum
                                expr: sum by (job) (up)
                        """);

        var group = file.groups().getFirst();
        assertThat(group.interval()).contains(Duration.ofSeconds(15));
        assertThat(group.limit()).isEqualTo(3);
        assertThat(group.queryOffset()).contains(Duration.ofMinutes(1));
        var alert = (RuleSpec.Alerting) group.rules().get(0);
        assertThat(alert.hold()).isEqualTo(Duration.ofMinutes(5));
        assertThat(alert.keepFiring()).isEqualTo(Duration.ofMinutes(90));
        assertThat(group.labelsOf(alert).toString()).isEqualTo("{severity=high, team=x}");
        assertThat(alert.annotations().toString()).isEqualTo("{summary={{ $labels.job }}}");
        assertThat(group.rules().get(1).query()).isEqualTo("sum by (job) (up)");
    }

    @ParameterizedTest
    @CsvSource({
        "3.0,3", "3.5,3", "0x10,16", "1_0,10", "0o17,15", "017,15", "1e2,100", "-1,-1", "null,0"
    })
    void a_limit_is_any_number_of_yaml(String written, int limit) throws RuleFileException {
        var file = read("groups: [{name: g, limit: " + written + ", rules: []}]");

        assertThat(file.groups().getFirst().limit()).isEqualTo(limit);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'3'", "\"3\"", "abc", "true", ".nan", "3000000000"})
    void a_limit_that_is_no_number_is_refused(String written) {
        assertThatThrownBy(() -> read("groups: [{name: g, limit: " + written + ", rules: []}]"))
                .isInstanceOf(RuleFileException.class)
                .hasMessageContaining("limit: ");
    }

    @Test
    void what_is_null_counts_for_nothing_and_only_the_first_document_counts()
            throws RuleFileException {
        var file =
                read(
                        """
                        groups: [null, {name: g, rules: [null, {record: a, expr: b}]}, {name: h, rules: }]
                        ---
                        grups: 1
                        """);

        assertThat(file.groups()).extracting(GroupSpec::name).containsExactly("g", "h");
        assertThat(file.groups().getFirst().rules()).hasSize(1);
        assertThat(read("groups:").groups()).isEmpty();
    }

    @Test
    void anchors_and_merge_keys_are_followed() throws RuleFileException {
        var file =
                read(
                        """
                        groups:
                          - name: g
                            rules:
                              - &first
                                alert: A
                                expr: &expr up == 0
                                for: 5m
                              - <<: *first
                                alert: B
                              - record: c
                                expr: *expr
                        """);

        assertThat(file.groups().getFirst().rules())
                .extracting(rule -> rule.name() + " " + rule.query())
                .containsExactly("A up == 0", "B up == 0", "c up == 0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "expr: sum(up) +;5:24",
                "expr: 'sum(up) +';5:25",
                "expr: \"sum(up) +\";5:25",
                "expr: &x sum(up) +;5:27",
            })
    void a_fault_of_an_expression_has_the_place_in_the_file(String expr, String place) {
        assertThatThrownBy(
                        () ->
                                read(
                                        """
                                        groups:
                                          - name: g
                                            rules:
                                              - record: r
                                                %s
                                        """
                                                .replace("%s", expr)))
                .hasMessage(
                        "f.yml:"
                                + place
                                + ": group \"g\", rule 1, \"r\": could not parse expression:"
                                + " 1:10: parse error: unexpected end of input");
    }

    @Test
    void a_fault_within_a_block_has_its_own_line() {
        assertThatThrownBy(
                        () ->
                                read(
                                        """
                                        groups:
                                          - name: g
                                            rules:
                                              - record: r
                                                expr: |
                                                  sum(up)
                                                  / sum(
                                                      rate(up))
                                        """))
                .hasMessageStartingWith("f.yml:8:20: group \"g\", rule 1, \"r\"")
                .hasMessageContaining("3:10: parse error: expected type range vector");
    }

    @Test
    void every_fault_is_told() {
        assertThatThrownBy(
                        () ->
                                read(
                                        """
                                        groups:
                                          - name: g
                                            labels: {__name__: x}
                                            rules:
                                              - record: r
                                                expr: 1
                                                for: 1m
                                              - alert: A
                                                expr: 1
                                                labels: {a: "{{ $nothing }}"}
                                          - name: g
                                        """))
                .hasMessage(
                        """
                        f.yml:3:13: invalid label name: __name__
                        f.yml:7:14: group "g", rule 1, "r": invalid field 'for' in recording rule
                        f.yml:10:17: group "g", rule 2, "A": label "a": template: __alert_A:1: undefined variable "$nothing"
                        f.yml:11:11: groupname: "g" is repeated in the same file""");
    }

    @Test
    void what_is_no_duration_is_refused_with_its_place() {
        assertThatThrownBy(() -> read("groups:\n- name: g\n  interval: 1x\n"))
                .hasMessage("f.yml:3:13: interval: unknown unit \"x\" in duration \"1x\"");
    }

    @Test
    void a_file_without_groups_has_none() throws RuleFileException {
        assertThat(read("").groups()).isEmpty();
        assertThat(read("groups:").groups()).isEmpty();
    }

    private static RuleFile read(String text) throws RuleFileException {
        return new RuleFileReader(RuleFileOptions.STANDARD).read("f.yml", text);
    }
}
