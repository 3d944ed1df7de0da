package io.hypervigil.alerting.active;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.promql.labels.Labels;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The orders are those of the messages that Alertmanager 0.33.1 sent of the same alerts. */
final class AlertOrderTest {

    @Test
    void alerts_with_a_job_come_first_then_those_with_an_instance() {
        checkOrder(
                Labels.of("alertname", "B", "job", "a", "t", "1", "z", "1"),
                Labels.of("alertname", "A", "job", "b", "t", "1"),
                Labels.of("alertname", "C", "instance", "i", "t", "1"),
                Labels.of("alertname", "Z", "t", "1"));
    }

    @Test
    void fewer_labels_come_first_and_what_lacks_the_first_name_before_what_has_it() {
        checkOrder(
                Labels.of("b", "2", "t", "9"),
                Labels.of("c", "2", "t", "9", "x", "0"),
                Labels.of("Y", "1", "t", "9", "x", "2"),
                Labels.of("Y", "2", "t", "9", "x", "1"));
    }

    private static void checkOrder(Labels... expected) {
        var given = List.of(expected).reversed();
        assertThat(given.stream().sorted(AlertOrder.BY_LABELS)).containsExactly(expected);
    }
}
