package io.hypervigil.host.textfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.hypervigil.collect.MetricType;
import io.hypervigil.host.textfile.PromFamily.Sample;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PromParserTest {

    @Test
    void a_family_has_its_type_its_help_and_its_samples() throws PromFormatException {
        assertThat(
                        parse(
                                """
                                # A comment.
                                # HELP jobs_total Jobs done\\nand \\\\ counted.
                                # TYPE jobs_total counter
                                jobs_total{queue="a", result = "ok",} 1.5e+06

                                \tjobs_total { } 7
                                free 3
                                """))
                .containsExactly(
                        new PromFamily(
                                "jobs_total",
                                MetricType.COUNTER,
                                Optional.of("Jobs done\nand \\ counted."),
                                List.of(
                                        sample("", Map.of("queue", "a", "result", "ok"), 1.5e6),
                                        sample("", Map.of(), 7))),
                        new PromFamily(
                                "free",
                                MetricType.UNTYPED,
                                Optional.empty(),
                                List.of(sample("", Map.of(), 3))));
    }

    @Test
    void samples_of_a_family_may_be_parted_by_others() throws PromFormatException {
        assertThat(parse("a{x=\"1\"} 1\nb 2\na{x=\"2\"} 3\n"))
                .extracting(PromFamily::name, family -> family.samples().size())
                .containsExactly(tuple("a", 2), tuple("b", 1));
    }

    @Test
    void label_values_hold_escapes_and_any_character() throws PromFormatException {
        var family =
                parse("a{path=\"C:\\\\dir\",text=\"say \\\"hi\\\"\\n{,} \u00e9\u20ac\"} 1\n")
                        .getFirst();

        assertThat(family.samples().getFirst().labels())
                .containsEntry("path", "C:\\dir")
                .containsEntry("text", "say \"hi\"\n{,} \u00e9\u20ac");
    }

    @Test
    void a_histogram_is_put_in_order_and_completed() throws PromFormatException {
        var family =
                parse(
                                """
                                # TYPE latency histogram
                                latency_count{job="b"} 7
                                latency_bucket{job="b",le="10"} 7
                                latency_bucket{job="b",le="0.50"} 3
                                latency_sum{job="b"} 12.5
                                latency_bucket{le="+Inf",job="a"} 2
                                """)
                        .getFirst();

        assertThat(family.samples())
                .containsExactly(
                        part("_bucket", Map.of("job", "b"), 0.5, 3),
                        part("_bucket", Map.of("job", "b"), 10, 7),
                        part("_bucket", Map.of("job", "b"), Double.POSITIVE_INFINITY, 7),
                        sample("_sum", Map.of("job", "b"), 12.5),
                        sample("_count", Map.of("job", "b"), 7),
                        part("_bucket", Map.of("job", "a"), Double.POSITIVE_INFINITY, 2),
                        sample("_count", Map.of("job", "a"), 2));
    }

    @Test
    void a_summary_is_put_in_order() throws PromFormatException {
        var family =
                parse(
                                """
                                # TYPE rpc summary
                                rpc{quantile="0.9"} NaN
                                rpc_count 4
                                rpc{quantile="0.5"} 1
                                rpc_sum 6
                                """)
                        .getFirst();

        assertThat(family.samples())
                .containsExactly(
                        part("", Map.of(), 0.5, 1),
                        part("", Map.of(), 0.9, Double.NaN),
                        sample("_sum", Map.of(), 6),
                        sample("_count", Map.of(), 4));
    }

    @Test
    void without_its_type_a_part_is_a_family_of_its_own() throws PromFormatException {
        assertThat(parse("rpc_count 4\nrpc_bucket{le=\"1\"} 2\n"))
                .extracting(PromFamily::name)
                .containsExactly("rpc_count", "rpc_bucket");
    }

    @Test
    void a_broken_comment_costs_nothing_and_a_broken_sample_its_file() throws PromFormatException {
        var comment =
                "# caf\u00e9\n# HELP a caf\u00e9\na 1\n".getBytes(StandardCharsets.ISO_8859_1);
        var sample = "a 1\nb{x=\"caf\u00e9\"} 1\n".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(PromParser.parse(comment).getFirst().help()).hasValue("caf\uFFFD");
        assertThatThrownBy(() -> PromParser.parse(sample)).hasMessage("line 2: no valid UTF-8");
    }

    @Test
    void comments_that_say_nothing_are_passed_over() throws PromFormatException {
        assertThat(parse("#\n# HELP\n# TYPE \n# HELP a\n# TYPE a \n# EOF\n#HELPa b\n\n  \n"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "a 1 | line 1: the last line has no end",
                "a 1\\na{ | line 2: the last line has no end",
                "1a 1\\n | line 1: '1a' is no name of a metric",
                "a-b 1\\n | line 1: 'a-b' is no name of a metric",
                "{a=\"1\"} 1\\n | line 1: '{a=\"1\"}' is no name of a metric",
                "a\\n | line 1: a has no value",
                "a{}\\n | line 1: a has no value",
                "a one\\n | line 1: a: 'one' is no number",
                "a 0x1p3\\n | line 1: a: '0x1p3' is no number",
                "a 1f\\n | line 1: a: '1f' is no number",
                "a 1_000\\n | line 1: a: '1_000' is no number",
                "a 1e999\\n | line 1: a: '1e999' is no number",
                "a 1 1733000000000\\n | line 1: '1733000000000' behind the value: timestamps are not taken",
                "a 1 \\n | line 1: a blank behind the value",
                "a{b} 1\\n | line 1: '=' expected at column 4, found '}'",
                "a{b=1} 1\\n | line 1: '\"' expected at column 5, found '1'",
                "a{b=\"1 1\\n | line 1: a label's value has no end",
                "a{b=\"1\" c=\"2\"} 1\\n | line 1: ',' expected at column 9, found 'c'",
                "a{,} 1\\n | line 1: a label's name expected at column 3",
                "a{b=\"1\",b=\"2\"} 1\\n | line 1: label b twice",
                "a{__name__=\"b\"} 1\\n | line 1: label __name__ is reserved",
                "a{b=\"\\\\x\"} 1\\n | line 1: a backslash before 'x': \\\\\\\\, \\\\n or \\\\\" expected",
                "# HELP a b\\n# HELP a b\\n | line 2: a second HELP of a",
                "# HELP a-b c\\n | line 1: 'a-b' is no name of a metric",
                "# HELP a b\\\\c\\n | line 1: a backslash before 'c': \\\\\\\\, \\\\n or \\\\\" expected",
                "# TYPE a gauge\\n# TYPE a gauge\\n | line 2: a second TYPE of a, or one behind its samples",
                "a 1\\n# TYPE a gauge\\n | line 2: a second TYPE of a, or one behind its samples",
                "# TYPE a info\\n | line 1: 'info' is no type: counter, gauge, histogram, summary or untyped expected",
                "a 1\\na 2\\n | line 2: a{} is in line 1 already",
                "a{x=\"1\",y=\"2\"} 1\\nb 1\\na{y=\"2\",x=\"1\"} 1\\n | line 3: a{x=1, y=2} is in line 1 already",
                "# TYPE a histogram\\na 1\\n | line 2: a is a histogram: _bucket, _sum or _count expected",
                "# TYPE a histogram\\na_bucket 1\\n | line 2: a_bucket has no le",
                "# TYPE a histogram\\na_bucket{le=\"x\"} 1\\n | line 2: a_bucket: le 'x' is no number",
                "# TYPE a histogram\\na_count -1\\n | line 2: a_count is -1.0, 0 or more expected",
                "# TYPE a histogram\\na_bucket{le=\"1\"} 1\\n | line 2: a{} has neither a bucket of +Inf nor a _count",
                "# TYPE a summary\\na 1\\n | line 2: a has no quantile",
            })
    void a_malformed_text_is_refused_with_its_line(String text, String message) {
        assertThatThrownBy(
                        () ->
                                parse(
                                        text.replace("\\\\", "\0")
                                                .replace("\\n", "\n")
                                                .replace("\0", "\\")))
                .isInstanceOf(PromFormatException.class)
                .hasMessage(message.replace("\\\\", "\\"));
    }

    @Property
    void any_text_is_parsed_or_refused(@ForAll String text) {
        try {
            assertThat(parse(text)).isNotNull();
        } catch (PromFormatException refused) {
            assertThat(refused).hasMessageStartingWith("line ");
        }
    }

    @Property
    void any_label_value_and_number_is_read_as_written(@ForAll String any, @ForAll double number)
            throws PromFormatException {
        var value = new String(any.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        var escaped = value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");

        var family = parse("a{b=\"" + escaped + "\"} " + GoFloat.format(number) + "\n").getFirst();

        assertThat(family.samples()).containsExactly(sample("", Map.of("b", value), number));
    }

    private static List<PromFamily> parse(String text) throws PromFormatException {
        return PromParser.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Sample sample(String suffix, Map<String, String> labels, double value) {
        return new Sample(suffix, new TreeMap<>(labels), Optional.empty(), value);
    }

    private static Sample part(
            String suffix, Map<String, String> labels, double bound, double value) {
        return new Sample(suffix, new TreeMap<>(labels), Optional.of(bound), value);
    }
}
