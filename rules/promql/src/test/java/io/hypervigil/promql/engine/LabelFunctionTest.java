package io.hypervigil.promql.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.syntax.ParserOptions;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LabelFunctionTest {

    private final MemoryStore store =
            new MemoryStore()
                    .add(Labels.of("__name__", "a", "cpu", "cpu10", "x", "1"), 10_000, 1, 1)
                    .add(Labels.of("__name__", "a", "cpu", "cpu2", "x", "2"), 10_000, 2, 2)
                    .add(Labels.of("__name__", "b", "cpu", "cpu10", "x", "1"), 10_000, 3, 3);

    private final Queries queries = new Queries(store, Queries.ALL, QueryLimits.WIDE);
    private final Queries immediate =
            new Queries(
                    store,
                    new EngineOptions(
                            ParserOptions.EVERYTHING,
                            Duration.ofMinutes(5),
                            Duration.ofMinutes(1),
                            false,
                            false),
                    QueryLimits.WIDE);

    @Test
    void a_label_is_written_from_parts_of_another() {
        assertThat(
                        queries.instant(
                                "label_replace(a, \"n\", \"$1-$$-${1}\", \"cpu\", \"cpu(.*)\")", 0))
                .isEqualTo(
                        """
                        a{cpu="cpu10", n="10-$-10", x="1"} 1
                        a{cpu="cpu2", n="2-$-2", x="2"} 2""");
        assertThat(queries.instant("label_replace(a, \"x\", \"\", \"x\", \"1\")", 0))
                .isEqualTo("a{cpu=\"cpu10\"} 1\na{cpu=\"cpu2\", x=\"2\"} 2");
        assertThat(
                        queries.instant(
                                "label_replace(b, \"n\", \"$u$7$x\", \"cpu\", \"(?P<u>.{3}).*\")",
                                0))
                .isEqualTo("b{cpu=\"cpu10\", n=\"cpu\", x=\"1\"} 3");
        assertThat(queries.fault("label_replace(a, \"n\", \"\", \"cpu\", \"(\")", 0))
                .isEqualTo("invalid regular expression in label_replace(): (");
        assertThat(queries.fault("label_replace(a, \"\", \"\", \"cpu\", \"\")", 0))
                .isEqualTo("invalid destination label name in label_replace(): ");
    }

    @Test
    void labels_that_come_to_be_the_same_are_refused_where_they_meet() {
        assertThat(
                        queries.fault(
                                "label_replace(label_replace(a, \"x\", \"\", \"\", \"\"), \"cpu\", \"\", \"\", \"\")",
                                0))
                .isEqualTo("vector cannot contain metrics with the same labelset");
        assertThat(queries.fault("-{cpu=\"cpu10\"}", 0))
                .isEqualTo("vector cannot contain metrics with the same labelset");
        assertThat(immediate.fault("sum({cpu=\"cpu10\"} - 1)", 0))
                .isEqualTo("vector cannot contain metrics with the same labelset");
        assertThat(queries.instant("sum(-{cpu=\"cpu10\"})", 0)).isEqualTo("{} -4");
    }

    @Test
    void labels_are_joined() {
        assertThat(queries.instant("label_join(b, \"n\", \"-\", \"x\", \"none\", \"cpu\")", 0))
                .isEqualTo("b{cpu=\"cpu10\", n=\"1--cpu10\", x=\"1\"} 3");
    }

    @Test
    void a_name_that_is_dropped_at_the_end_can_still_be_used() {
        assertThat(queries.instant("label_replace(-b, \"n\", \"$0\", \"__name__\", \".*\")", 0))
                .isEqualTo("{cpu=\"cpu10\", n=\"b\", x=\"1\"} -3");
        assertThat(immediate.instant("label_replace(-b, \"n\", \"$0\", \"__name__\", \".+\")", 0))
                .isEqualTo("{cpu=\"cpu10\", x=\"1\"} -3");
        assertThat(queries.instant("sum by (__name__) (-b)", 0)).isEqualTo("{} -3");
        assertThat(queries.instant("sum by (__name__) (b)", 0)).isEqualTo("b 3");
    }

    @Test
    void type_and_unit_go_with_the_name() {
        store.add(Labels.of("__name__", "t", "__type__", "counter", "__unit__", "s"), 10_000, 1);

        assertThat(immediate.instant("t + 1", 0)).isEqualTo("{} 2");
        assertThat(queries.instant("t + 1", 0)).isEqualTo("{} 2");
        assertThat(queries.instant("t * t", 0)).isEqualTo("{} 1");
        assertThat(queries.instant("t > 0", 0))
                .isEqualTo("t{__type__=\"counter\", __unit__=\"s\"} 1");
    }

    @Test
    void sorting_goes_by_value_or_by_labels_as_people_read_them() {
        assertThat(queries.instant("sort_desc(a)", 0))
                .isEqualTo("a{cpu=\"cpu2\", x=\"2\"} 2\na{cpu=\"cpu10\", x=\"1\"} 1");
        assertThat(queries.instant("sort_by_label(a, \"cpu\")", 0))
                .isEqualTo("a{cpu=\"cpu2\", x=\"2\"} 2\na{cpu=\"cpu10\", x=\"1\"} 1");
        assertThat(queries.range("sort(b)", 0, 10, 10))
                .isEqualTo(
                        "PromQL warning: sort is ineffective for range queries since results are"
                                + " always ordered by labels (1:1)\n"
                                + "b{cpu=\"cpu10\", x=\"1\"} 3@0 3@10");
    }

    @Test
    void what_is_absent_has_the_labels_that_were_asked_for() {
        assertThat(queries.instant("absent(none{x=\"1\", y=~\"2\", z=\"a\", z=\"b\"})", 0))
                .isEqualTo("{x=\"1\"} 1");
        assertThat(queries.instant("absent(a)", 0)).isEmpty();
        assertThat(queries.range("absent(a offset 10s)", 0, 10, 10)).isEqualTo("{} 1@0");
        assertThat(queries.range("absent_over_time(a[10s] offset 10s)", 0, 20, 10))
                .isEqualTo("{} 1@0");
    }
}
