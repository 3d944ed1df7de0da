package io.hypervigil.promql.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

final class LabelsTest {

    private static final Labels UP = Labels.of("job", "a", Labels.NAME, "up", "instance", "b:1");

    @Test
    void labels_are_kept_in_the_order_of_their_names() {
        assertThat(UP).hasToString("up{instance=\"b:1\", job=\"a\"}");
        assertThat(UP.name(1)).isEqualTo("instance");
        assertThat(UP.value(1)).isEqualTo("b:1");
    }

    @Test
    void a_label_that_is_not_there_is_empty_and_an_empty_one_is_not_there() {
        assertThat(UP.get("none")).isEmpty();
        assertThat(UP.has("none")).isFalse();
        assertThat(Labels.of("a", "")).isEqualTo(Labels.EMPTY);
        assertThat(UP.with("job", "")).isEqualTo(UP.without("job"));
    }

    @Test
    void names_and_values_beyond_ascii_are_quoted() {
        assertThat(Labels.of(Labels.NAME, "größe.m", "dotted.name", "a\"b\\c\nd"))
                .hasToString("{__name__=\"größe.m\", \"dotted.name\"=\"a\\\"b\\\\c\\nd\"}");
    }

    @Test
    void a_name_without_a_value_and_a_name_given_twice_are_refused() {
        assertThatThrownBy(() -> Labels.of("a")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Labels.of("a", "1", "a", "2"))
                .hasMessage("label a is there twice");
    }

    @Test
    void labels_are_ordered_by_name_and_value_one_after_another() {
        assertThat(
                        new TreeSet<>(
                                List.of(
                                        Labels.of("b", "1"),
                                        Labels.of("a", "2"),
                                        Labels.of("a", "1", "b", "1"),
                                        Labels.of("a", "1"),
                                        Labels.EMPTY)))
                .containsExactly(
                        Labels.EMPTY,
                        Labels.of("a", "1"),
                        Labels.of("a", "1", "b", "1"),
                        Labels.of("a", "2"),
                        Labels.of("b", "1"));
    }

    @Property
    void labels_are_what_a_map_is(
            @ForAll @Size(max = 6)
                    Map<
                                    @AlphaChars @StringLength(min = 1, max = 2) String,
                                    @AlphaChars @StringLength(min = 1, max = 3) String>
                            map,
            @ForAll @AlphaChars @StringLength(min = 1, max = 2) String name,
            @ForAll @AlphaChars @StringLength(max = 2) String value) {
        var labels = Labels.of(map);
        var changed = new TreeMap<>(map);
        if (value.isEmpty()) {
            changed.remove(name);
        } else {
            changed.put(name, value);
        }

        assertThat(labels.toMap()).isEqualTo(map);
        assertThat(labels.with(name, value).toMap()).isEqualTo(changed);
        assertThat(labels.with(name, value)).hasSameHashCodeAs(Labels.of(changed));
        assertThat(labels.keep(List.of(name)).toMap().size())
                .isEqualTo(map.containsKey(name) ? 1 : 0);
        assertThat(labels.without(name)).isEqualTo(labels.without(List.of(name)));
    }
}
