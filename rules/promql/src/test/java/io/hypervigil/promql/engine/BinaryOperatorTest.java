package io.hypervigil.promql.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.promql.labels.Labels;
import org.junit.jupiter.api.Test;

class BinaryOperatorTest {

    private static final Labels A1 = Labels.of("__name__", "a", "x", "1");
    private static final Labels A2 = Labels.of("__name__", "a", "x", "2");
    private static final Labels B1 = Labels.of("__name__", "b", "x", "1");
    private static final Labels B3 = Labels.of("__name__", "b", "x", "3");

    private final MemoryStore store =
            new MemoryStore()
                    .add(A1, 10_000, 1, 2, 3)
                    .add(A2, 10_000, 10, 20, 30)
                    .add(B1, 10_000, 4, 5, 6)
                    .add(B3, 10_000, 7, 8, 9);

    private final Queries queries = new Queries(store);

    @Test
    void series_match_where_all_labels_but_the_name_are_the_same() {
        assertThat(queries.range("a + b", 0, 20, 10)).isEqualTo("{x=\"1\"} 5@0 7@10 9@20");
    }

    @Test
    void a_comparison_filters_and_keeps_the_left_side() {
        assertThat(queries.range("a < b - 3", 0, 20, 10)).isEmpty();
        assertThat(queries.range("a < b / 2", 0, 20, 10)).isEqualTo("a{x=\"1\"} 1@0 2@10");
        assertThat(queries.range("2 < a", 0, 20, 10))
                .isEqualTo("a{x=\"1\"} 3@20\na{x=\"2\"} 10@0 20@10 30@20");
    }

    @Test
    void a_comparison_with_bool_says_yes_or_no_of_another_metric() {
        assertThat(queries.range("a >= bool 2", 0, 20, 10))
                .isEqualTo("{x=\"1\"} 0@0 1@10 1@20\n{x=\"2\"} 1@0 1@10 1@20");
    }

    @Test
    void set_operators_go_by_the_steps_at_which_there_is_a_match() {
        assertThat(queries.range("a and b", 0, 0, 10)).isEqualTo("a{x=\"1\"} 1@0");
        assertThat(queries.range("a unless (b > 4)", 0, 20, 10))
                .isEqualTo("a{x=\"1\"} 1@0\na{x=\"2\"} 10@0 20@10 30@20");
        assertThat(queries.range("(a > 1) or b", 0, 20, 10))
                .isEqualTo(
                        """
                        a{x="1"} 2@10 3@20
                        a{x="2"} 10@0 20@10 30@20
                        b{x="1"} 4@0
                        b{x="3"} 7@0 8@10 9@20""");
    }

    @Test
    void one_side_may_have_many_if_it_is_said_so() {
        store.add(Labels.of("__name__", "c", "x", "1", "y", "1"), 10_000, 1, 1, 1)
                .add(Labels.of("__name__", "c", "x", "1", "y", "2"), 10_000, 2, 2, 2);

        assertThat(queries.instant("c * on (x) group_left b", 0))
                .isEqualTo("{x=\"1\", y=\"1\"} 4\n{x=\"1\", y=\"2\"} 8");
        assertThat(queries.instant("b * on (x) group_right c", 0))
                .isEqualTo("{x=\"1\", y=\"1\"} 4\n{x=\"1\", y=\"2\"} 8");
        assertThat(queries.fault("c * on (x) b", 0))
                .isEqualTo(
                        "multiple matches for labels: many-to-one matching must be explicit"
                                + " (group_left/group_right)");
        assertThat(queries.fault("b * on (x) c", 0))
                .isEqualTo(
                        "found duplicate series for the match group {x=\"1\"} on the right"
                                + " hand-side of the operation: [{__name__=\"c\", x=\"1\", y=\"1\"},"
                                + " {__name__=\"c\", x=\"1\", y=\"2\"}];many-to-many matching not"
                                + " allowed: matching labels must be unique on one side");
    }

    @Test
    void grouping_labels_have_to_tell_the_results_apart() {
        store.add(Labels.of("__name__", "c", "x", "1", "y", "1"), 10_000, 1)
                .add(Labels.of("__name__", "c", "x", "1", "y", "2"), 10_000, 2)
                .add(Labels.of("__name__", "d", "x", "1", "y", "3"), 10_000, 2);

        assertThat(queries.instant("c{y=\"1\"} * on (x) group_left (y) d", 0))
                .isEqualTo("{x=\"1\", y=\"3\"} 2");
        assertThat(queries.fault("c * on (x) group_left (y) d", 0))
                .isEqualTo(
                        "multiple matches for labels: grouping labels must ensure unique matches");
    }

    @Test
    void series_that_follow_one_another_are_one_match() {
        store.add(Labels.of("__name__", "c", "x", "1", "pod", "old"), 10_000, 1, MemoryStore.NONE)
                .add(
                        Labels.of("__name__", "c", "x", "1", "pod", "new"),
                        10_000,
                        MemoryStore.NONE,
                        2);
        var limits =
                new QueryLimits(
                        QueryLimits.WIDE.timeout(),
                        1000,
                        java.util.Optional.of(java.time.Duration.ofSeconds(5)),
                        () -> false);
        var shortLookback = new Queries(store, EngineOptions.STANDARD, limits);

        assertThat(shortLookback.range("a * on (x) c", 0, 10, 10)).isEqualTo("{x=\"1\"} 1@0 4@10");
        assertThat(shortLookback.range("c * on (x) a", 0, 10, 10)).isEqualTo("{x=\"1\"} 1@0 4@10");
        assertThat(shortLookback.range("a * on (x) group_left (pod) c", 0, 10, 10))
                .isEqualTo("{pod=\"new\", x=\"1\"} 4@10\n{pod=\"old\", x=\"1\"} 1@0");
    }

    @Test
    void fill_stands_for_what_a_side_lacks() {
        var all = new Queries(store, Queries.ALL, QueryLimits.WIDE);

        assertThat(all.instant("sort_by_label(a + fill (0) b, \"x\")", 0))
                .isEqualTo("{x=\"1\"} 5\n{x=\"2\"} 10\n{x=\"3\"} 7");
        assertThat(all.instant("a + fill_right (100) b", 0))
                .isEqualTo("{x=\"1\"} 5\n{x=\"2\"} 110");
    }

    @Test
    void the_power_of_one_is_one_as_in_c() {
        assertThat(queries.instant("1 ^ NaN", 0)).isEqualTo("1");
        assertThat(queries.instant("(-1) ^ Inf", 0)).isEqualTo("1");
        assertThat(queries.instant("-7 % 4", 0)).isEqualTo("-3");
        assertThat(queries.instant("-1 ^ 2", 0)).isEqualTo("-1");
    }
}
