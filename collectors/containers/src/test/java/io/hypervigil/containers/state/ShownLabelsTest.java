package io.hypervigil.containers.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypervigil.collect.files.Text;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ShownLabelsTest {

    @Test
    void labels_are_called_as_cadvisor_calls_them() {
        var shown = new ShownLabels(List.of("com.example/team-name", "owner"));

        assertThat(shown.labelNames())
                .containsExactly("container_label_com_example_team_name", "container_label_owner");
        assertThat(shown.valuesOf(Map.of("owner", "ann", "secret", "x")))
                .containsExactly("", "ann");
    }

    @Test
    void two_that_would_be_called_the_same_are_refused() {
        assertThatThrownBy(() -> new ShownLabels(List.of("a.b", "a-b")))
                .hasMessage("'a.b' and 'a-b' would both be container_label_a_b");
    }

    @Test
    void a_process_may_have_brackets_in_its_name() {
        var stat = Text.of("7 (a) b) (c) S 1 1 1 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 4711 0 0\n");

        assertThat(ProcessStarts.parseStart(stat)).isEqualTo(4711);
    }
}
