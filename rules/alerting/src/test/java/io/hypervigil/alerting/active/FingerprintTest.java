package io.hypervigil.alerting.active;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.promql.labels.Labels;
import org.junit.jupiter.api.Test;

final class FingerprintTest {

    @Test
    void it_is_the_one_that_prometheus_and_alertmanager_show() {
        assertThat(text(Labels.EMPTY)).isEqualTo("cbf29ce484222325");
        assertThat(text(Labels.of("alertname", "A"))).isEqualTo("d2c6efc389df0927");
        assertThat(text(Labels.of("instance", "gpu-1:9400", "ä b", "x\"y", "alertname", "B")))
                .isEqualTo("af76dd054650c57c");
    }

    private static String text(Labels labels) {
        return Fingerprint.text(Fingerprint.of(labels));
    }
}
