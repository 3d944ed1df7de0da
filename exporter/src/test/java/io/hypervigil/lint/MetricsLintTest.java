package io.hypervigil.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class MetricsLintTest {

    @Test
    void a_well_made_page_has_no_problems() throws Exception {
        assertThat(
                        lint(
                                """
                                # HELP jobs_total Jobs done, by "queue"\\n\\\\.
                                # TYPE jobs_total counter
                                jobs_total{queue="a"} 1
                                jobs_total{queue="b",} 2.5e3 1700000000000

                                # a remark
                                # TYPE latency_seconds histogram
                                # HELP latency_seconds Time a job took.
                                latency_seconds_bucket{le="0.5"} 1
                                latency_seconds_bucket{le="+Inf"} 2
                                latency_seconds_sum 3.5
                                latency_seconds_count 2
                                # HELP age_seconds Ages.
                                # TYPE age_seconds summary
                                age_seconds{quantile="0.5"} NaN
                                age_seconds_sum 0
                                age_seconds_count 0
                                # HELP empty Nothing follows.
                                # HELP other Type not said.
                                other 1
                                """))
                .isEmpty();
        assertThat(lint("")).isEmpty();
    }

    @Test
    void each_problem_is_told_once_sorted_by_family() throws Exception {
        assertThat(
                        lint(
                                """
                                # TYPE z_gauge_kilometers gauge
                                z_gauge_kilometers{leUp="1",le="2"} 1
                                z_gauge_kilometers{leUp="2",le="2"} 1
                                # HELP a_total A.
                                # TYPE a_total gauge
                                a_total 1
                                # HELP job:ms_sum B.
                                # TYPE job:ms_sum gauge
                                job:ms_sum 1
                                # HELP jobsDone_timestamp_seconds C.
                                # TYPE jobsDone_timestamp_seconds counter
                                jobsDone_timestamp_seconds{quantile="1",job="x"} 1
                                jobsDone_timestamp_seconds{job="x",quantile="1"} 2 5
                                # HELP x_bucket D.
                                # TYPE x_bucket summary
                                x_bucket{le="1"} 1
                                """))
                .isEqualTo(
                        """
                        a_total has the suffix _total, which is for counters
                        job:ms_sum has a ':' in its name, which is for recording rules
                        job:ms_sum has the suffix _sum, which is for histograms and summaries
                        jobsDone_timestamp_seconds has a series twice
                        jobsDone_timestamp_seconds has the label quantile, which is for summaries
                        jobsDone_timestamp_seconds has the suffix _timestamp_seconds, which is for gauges
                        jobsDone_timestamp_seconds is a counter, the suffix _total expected
                        jobsDone_timestamp_seconds is written in camelCase, snake_case expected
                        x_bucket has the label le, which is for histograms
                        x_bucket has the suffix _bucket, which is for histograms
                        z_gauge_kilometers has no help text
                        z_gauge_kilometers has the label le, which is for histograms
                        z_gauge_kilometers has the label leUp in camelCase, snake_case expected
                        z_gauge_kilometers is in kilometers, the base unit meters expected
                        z_gauge_kilometers names its own type 'gauge'
                        """);
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                Arguments.of("a 1", "line 1: the text ends within a line, a line feed expected"),
                Arguments.of("a 1\n#", "line 2: the text ends within a line, a line feed expected"),
                Arguments.of("9a 1\n", "line 1: '9', the name of a metric expected"),
                Arguments.of("\n\n-\n", "line 3: '-', the name of a metric expected"),
                Arguments.of("\u0001\n", "line 1: '\\x01', the name of a metric expected"),
                Arguments.of("a\n", "line 1: the value is '', a number expected"),
                Arguments.of("a one\n", "line 1: the value is 'one', a number expected"),
                Arguments.of("a 0x1p3\n", "line 1: the value is '0x1p3', a number expected"),
                Arguments.of("a 1_0\n", "line 1: the value is '1_0', a number expected"),
                Arguments.of("a +nan\n", "line 1: the value is '+nan', a number expected"),
                Arguments.of("a 1e999\n", "line 1: the value is '1e999', a number expected"),
                Arguments.of("a 1\r\n", "line 1: the value is '1\r', a number expected"),
                Arguments.of(
                        "a 1 \n", "line 1: '' behind the value, a time in milliseconds expected"),
                Arguments.of(
                        "a 1 soon\n",
                        "line 1: 'soon' behind the value, a time in milliseconds expected"),
                Arguments.of(
                        "a 1 9999999999999999999\n",
                        "line 1: '9999999999999999999' behind the value, a time in milliseconds expected"),
                Arguments.of(
                        "a 1 5 x\n",
                        "line 1: '\\x20' behind the time, the end of the line expected"),
                Arguments.of("a{ 1\n", "line 1: '1', the name of a label expected"),
                Arguments.of("a{x} 1\n", "line 1: '}', '=' expected"),
                Arguments.of("a{x=1} 1\n", "line 1: '1', '\"' expected"),
                Arguments.of(
                        "a{x=\"1} 1\n", "line 1: a label value ends with the line, '\"' expected"),
                Arguments.of("a{x=\"\\t\"} 1\n", "line 1: \\t, \\\\, \\\" or \\n expected"),
                Arguments.of("a{x=\"1\"y=\"2\"} 1\n", "line 1: 'y', ',' expected"),
                Arguments.of("a{x=\"1\",,} 1\n", "line 1: ',', the name of a label expected"),
                Arguments.of("a{x=\"1\",x=\"2\"} 1\n", "line 1: label x a second time"),
                Arguments.of(
                        "a{__name__=\"b\"} 1\n", "line 1: label __name__ is the metric's own name"),
                Arguments.of("a{a:b=\"1\"} 1\n", "line 1: ':', '=' expected"),
                Arguments.of(
                        "# TYPE a gauge\n# TYPE a gauge\n",
                        "line 2: # TYPE of a a second time, or behind its samples"),
                Arguments.of(
                        "a 1\n# TYPE a gauge\n",
                        "line 2: # TYPE of a a second time, or behind its samples"),
                Arguments.of("# HELP a b\n# HELP a b\n", "line 2: # HELP of a a second time"),
                Arguments.of("# HELP a \\t\n", "line 1: \\t, \\\\, \\\" or \\n expected"),
                Arguments.of(
                        "# TYPE a metre\n",
                        "line 1: type 'metre', counter, gauge, histogram, summary or untyped expected"),
                Arguments.of("# TYPE a-b gauge\n", "line 1: '-' in the name behind # TYPE"),
                Arguments.of(
                        "# TYPE h histogram\nh_count -1\n",
                        "line 2: a histogram counts -1, 0 or more expected"),
                Arguments.of(
                        "# TYPE h histogram\nh_bucket{le=\"1\"} -Inf\n",
                        "line 2: a histogram counts -Inf, 0 or more expected"),
                Arguments.of(
                        "# TYPE h histogram\nh_bucket{le=\"x\"} 1\n",
                        "line 2: label le is 'x', a number expected"));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void what_is_not_in_the_format_is_refused_with_its_line(String page, String refusal) {
        assertThatThrownBy(() -> lint(page))
                .isInstanceOf(TextFormatException.class)
                .hasMessage(refusal);
    }

    @Test
    void a_label_value_that_is_not_utf8_is_refused() {
        var page = "a{x=\"?\"} 1\n".getBytes(StandardCharsets.UTF_8);
        page[5] = (byte) 0xff;

        assertThatThrownBy(() -> MetricsLint.lint(page))
                .hasMessage("line 1: a label value is not UTF-8");
    }

    @Property
    void any_bytes_are_judged_or_refused(@ForAll byte[] page) {
        try {
            assertThat(MetricsLint.lint(page)).isNotNull();
        } catch (TextFormatException e) {
            assertThat(e).hasMessageStartingWith("line ");
        }
    }

    private static String lint(String page) throws TextFormatException {
        return MetricsLint.lint(page.getBytes(StandardCharsets.UTF_8)).stream()
                .map(problem -> problem.metric() + " " + problem.text() + "\n")
                .collect(Collectors.joining());
    }
}
