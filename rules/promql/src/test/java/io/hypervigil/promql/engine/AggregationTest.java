package io.hypervigil.promql.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.promql.labels.Labels;
import org.junit.jupiter.api.Test;

class AggregationTest {

    private final MemoryStore store =
            new MemoryStore()
                    .add(Labels.of("__name__", "m", "g", "a", "i", "1"), 10_000, 1, 2)
                    .add(Labels.of("__name__", "m", "g", "a", "i", "2"), 10_000, 3, 5)
                    .add(Labels.of("__name__", "m", "g", "b", "i", "3"), 10_000, 4, 4)
                    .add(Labels.of("__name__", "m", "g", "b", "i", "4"), 10_000, Double.NaN, 4);

    private final Queries queries = new Queries(store, Queries.ALL, QueryLimits.WIDE);

    @Test
    void series_are_gathered_by_labels_or_without_them() {
        assertThat(queries.range("sum by (g) (m)", 0, 10, 10))
                .isEqualTo("{g=\"a\"} 4@0 7@10\n{g=\"b\"} NaN@0 8@10");
        assertThat(queries.instant("count without (i) (m)", 0))
                .isEqualTo("{g=\"a\"} 2\n{g=\"b\"} 2");
        assertThat(queries.instant("group(m)", 0)).isEqualTo("{} 1");
        assertThat(queries.instant("sum by (nothing) (m{i!=\"4\"})", 0)).isEqualTo("{} 8");
    }

    @Test
    void nan_is_neither_least_nor_greatest() {
        assertThat(queries.instant("min by (g) (m)", 0)).isEqualTo("{g=\"a\"} 1\n{g=\"b\"} 4");
        assertThat(queries.instant("max by (g) (m)", 0)).isEqualTo("{g=\"a\"} 3\n{g=\"b\"} 4");
        assertThat(queries.instant("topk(3, m)", 0))
                .isEqualTo(
                        """
                        m{g="b", i="3"} 4
                        m{g="a", i="2"} 3
                        m{g="a", i="1"} 1""");
        assertThat(queries.instant("bottomk by (g) (1, m)", 0))
                .isEqualTo("m{g=\"a\", i=\"1\"} 1\nm{g=\"b\", i=\"3\"} 4");
    }

    @Test
    void the_best_are_chosen_at_each_step_anew() {
        assertThat(queries.range("topk(1, m)", 0, 10, 10))
                .isEqualTo("m{g=\"a\", i=\"2\"} 5@10\nm{g=\"b\", i=\"3\"} 4@0");
        assertThat(queries.range("limitk(time() / 10 + 1, m)", 0, 10, 10))
                .isEqualTo("m{g=\"a\", i=\"1\"} 1@0 2@10\nm{g=\"a\", i=\"2\"} 5@10");
    }

    @Test
    void a_sum_loses_nothing_and_a_mean_does_not_overflow() {
        store.add(Labels.of("__name__", "k", "i", "1"), 10_000, 1e100)
                .add(Labels.of("__name__", "k", "i", "2"), 10_000, 1)
                .add(Labels.of("__name__", "k", "i", "3"), 10_000, -1e100)
                .add(Labels.of("__name__", "huge", "i", "1"), 10_000, 1.5e308)
                .add(Labels.of("__name__", "huge", "i", "2"), 10_000, 1.5e308);

        assertThat(queries.instant("sum(k)", 0)).isEqualTo("{} 1");
        assertThat(queries.instant("avg(huge) == 1.5e308", 0)).startsWith("{} 15");
        assertThat(queries.instant("sum(huge)", 0)).isEqualTo("{} +Inf");
    }

    @Test
    void quantiles_lie_between_ranks() {
        assertThat(queries.instant("quantile(0.5, m{g=\"a\"})", 0)).isEqualTo("{} 2");
        assertThat(queries.instant("quantile(2, m{g=\"a\"})", 0))
                .isEqualTo(
                        "PromQL warning: quantile value should be between 0 and 1, got 2 (1:10)\n"
                                + "{} +Inf");
    }

    @Test
    void values_are_counted_as_labels() {
        assertThat(queries.range("count_values(\"v\", m)", 0, 10, 10))
                .isEqualTo(
                        """
                        {v="1"} 1@0
                        {v="2"} 1@10
                        {v="3"} 1@0
                        {v="4"} 1@0 2@10
                        {v="5"} 1@10
                        {v="NaN"} 1@0""");
    }

    @Test
    void deviations_are_those_of_the_whole_population() {
        assertThat(queries.instant("stdvar(m{g=\"a\"})", 0)).isEqualTo("{} 1");
        assertThat(queries.instant("stddev(m{g=\"a\"})", 10)).isEqualTo("{} 1.5");
    }

    @Test
    void a_parameter_that_is_no_number_is_refused_even_where_there_is_nothing() {
        assertThat(queries.fault("topk(NaN, none)", 0)).isEqualTo("Parameter value is NaN");
        assertThat(queries.fault("limit_ratio(NaN, none)", 0)).isEqualTo("Ratio value is NaN");
        assertThat(queries.fault("topk(1e30, m)", 0))
                .isEqualTo("Scalar value 1e+30 overflows int64");
        assertThat(queries.instant("topk(0, m)", 0)).isEmpty();
    }

    @Test
    void shares_of_the_series_complement_each_other() {
        assertThat(queries.instant("count(limit_ratio(0.3, m) or limit_ratio(-0.7, m))", 0))
                .isEqualTo("{} 4");
        assertThat(queries.instant("limit_ratio(0.3, m) and limit_ratio(-0.7, m)", 0)).isEmpty();
    }
}
