package io.hypervigil.alerting.template.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.alerting.template.value.FunctionFailure;
import io.hypervigil.alerting.template.value.Limits;
import io.hypervigil.alerting.template.value.Value;
import io.hypervigil.promql.labels.Labels;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What no packaged promtool can be asked; the rest stands in {@link PromtoolTwinTest}. */
class RuleTemplatesTest {

    private static final Instant AT = Instant.ofEpochMilli(1_435_065_584_128L);

    private static final Querying FAILING =
            (_, _) -> {
                throw new FunctionFailure("the engine is down");
            };

    private static final RuleTemplates TEMPLATES =
            new RuleTemplates(
                    FAILING,
                    URI.create("http://testhost:9090/path/prefix"),
                    Limits.DEFAULT,
                    System::nanoTime);

    private static Expansion expand(String text) {
        return expand(text, Value.of(3.5));
    }

    private static Expansion expand(String text, Value value) {
        var labels = Labels.of("b", "2", "a", "1");
        var data = new AlertTemplateData(labels, Labels.EMPTY, "http://testhost", value);
        return TEMPLATES.expand("Hot", text, data, AT);
    }

    @Test
    void labels_print_as_a_map_of_go_and_a_missing_one_as_nothing() {
        assertThat(expand("{{ $labels }} [{{ $labels.foo }}] {{ $value }}"))
                .isEqualTo(new Expansion("map[a:1 b:2] [] 3.5", false));
    }

    @Test
    void the_outside_address_and_its_path_are_given() {
        assertThat(expand("{{ externalURL }} {{ pathPrefix }} {{ $externalURL }}").text())
                .isEqualTo("http://testhost:9090/path/prefix /path/prefix http://testhost");
    }

    @Test
    void now_is_the_time_of_the_evaluation() {
        assertThat(expand("{{ (now | toTime).Format \"2006-01-02 15:04:05.000\" }}").text())
                .isEqualTo("2015-06-23 13:19:44.128");
    }

    @Test
    void seconds_become_a_duration() {
        assertThat(expand("{{ toDuration 3661.5 }} {{ toDuration \"0.0012\" }}").text())
                .isEqualTo("1h1m1.5s 1.2ms");
        assertThat(expand("{{ humanizeDuration (toDuration 90) }}").text()).isEqualTo("1m 30s");
    }

    @Test
    void a_value_is_made_fit_for_a_query() {
        assertThat(expand("{{ urlQueryEscape \"a b&c/d*~\" }}").text())
                .isEqualTo("a+b%26c%2Fd%2A~");
    }

    @Test
    void a_histogram_stands_as_its_text() {
        assertThat(expand("{{ $value }}", Value.of("{count:3, sum:5}")).text())
                .isEqualTo("{count:3, sum:5}");
    }

    @Test
    void what_fails_says_so_in_the_text() {
        assertThat(expand("{{ query \"up\" }}"))
                .isEqualTo(
                        new Expansion(
                                "<error expanding template: error executing template __alert_Hot:"
                                        + " template: __alert_Hot:1:115: executing \"__alert_Hot\""
                                        + " at <query \"up\">: error calling query: the engine is"
                                        + " down>",
                                true));
        assertThat(expand("{{ nope }}"))
                .isEqualTo(
                        new Expansion(
                                "<error expanding template: error parsing template __alert_Hot:"
                                        + " template: __alert_Hot:1: function \"nope\" not"
                                        + " defined>",
                                true));
    }

    @Test
    void a_text_that_cannot_be_read_is_found_before_it_is_needed() {
        assertThat(TEMPLATES.fault("Hot", "{{ if }}"))
                .contains("template: __alert_Hot:1: missing value for if");
        assertThat(TEMPLATES.fault("Hot", "{{ .X }}")).isEmpty();
    }

    @Test
    void a_huge_pattern_is_refused() {
        assertThat(expand("{{ match \"((x{1000}){1000}){1000}\" \"x\" }}").text())
                .endsWith(
                        "error calling match: error parsing regexp: expression too large:"
                                + " `((x{1000}){1000}){1000}`>");
    }

    @Test
    void a_large_pattern_on_a_large_text_is_refused() {
        var text = "{{ $x := printf \"%100000d\" 1 }}{{ match \"(x{100}){100}\" $x }}";

        assertThat(expand(text).text()).endsWith("more than 100000000 units of work at once>");
    }

    @Test
    void samples_of_a_query_are_at_hand() {
        Querying querying =
                (expression, at) ->
                        List.of(
                                new QuerySample(
                                        Labels.of("asked", expression),
                                        (double) at.getEpochSecond()));
        var templates =
                new RuleTemplates(
                        querying, URI.create("http://h"), Limits.DEFAULT, System::nanoTime);
        var data = AlertTemplateData.of(Labels.EMPTY, Labels.EMPTY, "", 1);

        assertThat(
                        templates.expand(
                                "R",
                                "{{ with query \"up\" | first }}{{ label \"asked\" . }}={{ value . }}"
                                        + "{{ end }}",
                                data,
                                AT))
                .isEqualTo(new Expansion("up=1.435065584e+09", false));
    }
}
