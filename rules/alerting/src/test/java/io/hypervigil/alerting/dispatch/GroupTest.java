package io.hypervigil.alerting.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.promql.labels.Labels;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class GroupTest {

    @Test
    void its_key_quotes_values_and_no_name() {
        var root = Scene.read("{route: {receiver: r}, receivers: [{name: r}]}").root();
        var labels = Labels.of("t", "1", "a b", "x", "ü", "\"q\\ü\n");

        assertThat(new Group(root, labels, Instant.EPOCH).key())
                .isEqualTo("{}:{a b=\"x\", t=\"1\", ü=\"\\\"q\\\\ü\\n\"}");
    }
}
