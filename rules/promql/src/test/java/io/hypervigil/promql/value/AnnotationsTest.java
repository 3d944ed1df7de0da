package io.hypervigil.promql.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.promql.value.Annotations.Level;
import org.junit.jupiter.api.Test;

final class AnnotationsTest {

    private static final String QUERY = "sum(\n  rate(up[5m]))";

    private final Annotations annotations = new Annotations();

    @Test
    void a_text_names_its_level_and_the_line_and_column_in_the_query() {
        annotations.info("metric might not be a counter", new PositionRange(12, 14));

        assertThat(annotations.texts(Level.INFO, QUERY, 0))
                .containsExactly("PromQL info: metric might not be a counter (2:8)");
        assertThat(annotations.has(Level.WARNING)).isFalse();
    }

    @Test
    void the_same_text_at_the_same_place_is_kept_once() {
        annotations.warn("odd", new PositionRange(0, 3));
        annotations.warn("odd", new PositionRange(0, 3));
        annotations.warn("odd", new PositionRange(4, 5));

        assertThat(annotations.texts(Level.WARNING, "sum up", 0))
                .containsExactly("PromQL warning: odd (1:1)", "PromQL warning: odd (1:5)");
    }

    @Test
    void what_is_beyond_the_limit_is_counted() {
        for (int i = 0; i < 5; i++) {
            annotations.warn("w" + i, new PositionRange(0, 3));
        }

        assertThat(annotations.texts(Level.WARNING, "up", 2))
                .containsExactly(
                        "PromQL warning: w0 (1:1)",
                        "PromQL warning: w1 (1:1)",
                        "3 more warning annotations omitted");
    }
}
