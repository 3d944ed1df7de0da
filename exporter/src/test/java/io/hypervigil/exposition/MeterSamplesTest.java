package io.hypervigil.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Exposition;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import io.prometheus.client.Histogram;
import io.prometheus.client.Summary;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MeterSamplesTest {

    private final CollectorRegistry registry = new CollectorRegistry();
    private final MeterSamples meters = new MeterSamples(registry);

    @Test
    void what_is_registered_is_sampled_in_the_names_of_the_page() {
        Counter.build("asked", "Asked.").labelNames("path").register(registry).labels("/").inc(3);
        Gauge.build("heap_bytes", "Heap.").register(registry).set(7);
        Histogram.build("took_seconds", "Took.")
                .buckets(0.1)
                .labelNames("path")
                .register(registry)
                .labels("/")
                .observe(0.25);
        Summary.build("size", "Size.").quantile(0.5, 0.1).register(registry).observe(4);

        assertThat(Exposition.text(List.of(meters.sample())))
                .isEqualTo(
                        """
                        # HELP asked_total Asked.
                        # TYPE asked_total counter
                        asked_total{path="/"} 3
                        # HELP heap_bytes Heap.
                        # TYPE heap_bytes gauge
                        heap_bytes 7
                        # HELP size Size.
                        # TYPE size summary
                        size_count 1
                        size_sum 4
                        size{quantile="0.5"} 4
                        # HELP took_seconds Took.
                        # TYPE took_seconds histogram
                        took_seconds_bucket{path="/",le="0.1"} 0
                        took_seconds_bucket{path="/",le="+Inf"} 1
                        took_seconds_count{path="/"} 1
                        took_seconds_sum{path="/"} 0.25
                        """);
    }

    @Test
    void what_stays_as_it_was_is_the_same_object() {
        Gauge.build("heap_bytes", "Heap.").register(registry);
        var changing = Gauge.build("threads", "Threads.").register(registry);

        var first = meters.sample().families();
        changing.set(7);
        var second = meters.sample().families();

        assertThat(second.getFirst()).isSameAs(first.getFirst());
        assertThat(second.getLast()).isNotSameAs(first.getLast());
        assertThat(second.getLast().series(0)).isSameAs(first.getLast().series(0));
    }
}
