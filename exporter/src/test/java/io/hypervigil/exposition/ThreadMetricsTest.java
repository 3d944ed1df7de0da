package io.hypervigil.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Samples;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.prometheus.client.CollectorRegistry;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ThreadMetricsTest {

    @Test
    void every_thread_is_in_one_of_the_states() {
        var samples = new ThreadMetrics().sample();

        var states = family(samples, "jvm_threads_states_threads");
        assertThat(states.size()).isEqualTo(Thread.State.values().length);
        assertThat(states.series(4).labelValues()).containsExactly("timed-waiting");
        double sum = IntStream.range(0, states.size()).mapToDouble(states::value).sum();
        // Others may start and end in between.
        assertThat(sum)
                .isPositive()
                .isLessThanOrEqualTo(family(samples, "jvm_threads_peak_threads").value(0) + 5);
        assertThat(family(samples, "jvm_threads_live_threads").value(0)).isPositive();
    }

    // Deprecated in favour of client_java 1.x, which cannot share simpleclient's registry.
    @SuppressWarnings("deprecation")
    @Test
    void names_types_and_labels_are_micrometers() {
        var registry = new CollectorRegistry();
        var meters =
                new io.micrometer.prometheus.PrometheusMeterRegistry(
                        io.micrometer.prometheus.PrometheusConfig.DEFAULT, registry, Clock.SYSTEM);
        new JvmThreadMetrics().bindTo(meters);

        assertThat(series(new ThreadMetrics().sample()))
                .containsExactlyInAnyOrderElementsOf(series(new MeterSamples(registry).sample()));
    }

    private static List<String> series(Samples samples) {
        return samples.families().stream()
                .flatMap(
                        family ->
                                IntStream.range(0, family.size())
                                        .mapToObj(
                                                i ->
                                                        family.family().type()
                                                                + " "
                                                                + family.series(i)))
                .toList();
    }

    private static Samples.OfFamily family(Samples samples, String name) {
        return samples.families().stream()
                .filter(family -> family.family().name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
