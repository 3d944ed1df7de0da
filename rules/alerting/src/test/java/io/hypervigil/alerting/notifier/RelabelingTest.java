package io.hypervigil.alerting.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypervigil.alerting.yaml.YamlException;
import io.hypervigil.alerting.yaml.YamlText;
import io.hypervigil.promql.labels.Labels;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cases of Prometheus' own tests of relabelling among them. */
final class RelabelingTest {

    private static List<Relabeling> steps(String text) {
        return Relabeling.readAll(YamlText.mapping(text, "a.yml").orElseThrow(), "c");
    }

    private static Optional<Labels> apply(String step, String... labels) {
        return Relabeling.apply(steps("c: [{" + step + "}]"), Labels.of(labels));
    }

    @Test
    void replace_puts_what_the_regex_took_into_a_label() {
        assertThat(
                        apply(
                                "source_labels: [a, b], regex: 'f(.*);(.*)r', target_label: 'd${1}',"
                                        + " replacement: '$$x ${2} $1 ${9}'",
                                "a", "foo", "b", "bar"))
                .contains(Labels.of("a", "foo", "b", "bar", "doo", "$x ba oo "));
        assertThat(apply("source_labels: [a], regex: nope, target_label: d", "a", "foo"))
                .contains(Labels.of("a", "foo"));
        assertThat(apply("target_label: a, replacement: ''", "a", "foo")).contains(Labels.EMPTY);
    }

    @ParameterizedTest
    @CsvSource({
        "'action: keep, source_labels: [a], regex: f.*', true",
        "'action: keep, source_labels: [a], regex: f', false",
        "'action: drop, source_labels: [a], regex: f.*', false",
        "'action: drop, source_labels: [a], regex: f', true",
        "'action: keepequal, source_labels: [a], target_label: b', false",
        "'action: dropequal, source_labels: [a], target_label: b', true",
        "'action: keepequal, source_labels: [a], target_label: a', true",
        "'action: dropequal, source_labels: [a], target_label: a', false",
    })
    void labels_are_kept_or_dropped(String step, boolean isKept) {
        assertThat(apply(step, "a", "foo", "b", "bar").isPresent()).isEqualTo(isKept);
    }

    @Test
    void labels_are_renamed_and_taken_away_by_their_names() {
        assertThat(apply("action: labelmap, regex: 'm_(.*)', replacement: 'n_$1'", "m_a", "1"))
                .contains(Labels.of("m_a", "1", "n_a", "1"));
        assertThat(apply("action: labeldrop, regex: 'm_.*'", "m_a", "1", "b", "2"))
                .contains(Labels.of("b", "2"));
        assertThat(apply("action: labelkeep, regex: 'm_.*'", "m_a", "1", "b", "2"))
                .contains(Labels.of("m_a", "1"));
    }

    @Test
    void case_and_hash_are_prometheus_own() {
        assertThat(apply("action: uppercase, source_labels: [a], target_label: b", "a", "fOo"))
                .contains(Labels.of("a", "fOo", "b", "FOO"));
        assertThat(apply("action: Lowercase, source_labels: [a], target_label: b", "a", "fOo"))
                .contains(Labels.of("a", "fOo", "b", "foo"));
        // From Prometheus' relabel_test.go.
        assertThat(
                        apply(
                                "action: hashmod, source_labels: [c], modulus: 1000, target_label: d",
                                "c",
                                "baz"))
                .contains(Labels.of("c", "baz", "d", "976"));
    }

    @ParameterizedTest
    @CsvSource({
        "action: nonsense",
        "action: replace",
        "'action: hashmod, target_label: a'",
        "'action: labeldrop, source_labels: [a]'",
        "'action: keep, regex: (',",
        "'action: keep, nonsense: 1'",
    })
    void what_prometheus_refuses_is_refused(String step) {
        assertThatThrownBy(() -> steps("c: [{" + step + "}]")).isInstanceOf(YamlException.class);
    }
}
