package io.hypervigil.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Exposition;
import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleBook;
import io.hypervigil.collect.SeriesTable;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import io.prometheus.client.Histogram;
import io.prometheus.client.Summary;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OwnSamplesTest {

    private final MetricsPage page = new MetricsPage(List::of);

    @Test
    void what_is_registered_is_sampled_in_the_names_of_the_page() {
        var registry = page.registry();
        Counter.build("asked", "Asked.").labelNames("path").register(registry).labels("/").inc(3);
        Gauge.build("heap_bytes", "Heap.").register(registry).set(7);
        Histogram.build("took_seconds", "Took.")
                .buckets(0.1)
                .labelNames("path")
                .register(registry)
                .labels("/")
                .observe(0.25);
        Summary.build("size", "Size.").quantile(0.5, 0.1).register(registry).observe(4);
        var book = new SampleBook(new SeriesTable(), 1);
        book.begin();
        book.add(Family.counter(Group.on("g", "g"), "kept_total", "Kept."), 5);
        var kept = book.finish();
        page.addOwn(() -> kept);

        var samples = new OwnSamples(page).sample();

        assertThat(Exposition.text(List.of(samples)))
                .isEqualTo(
                        """
                        # HELP asked_total Asked.
                        # TYPE asked_total counter
                        asked_total{path="/"} 3
                        # HELP heap_bytes Heap.
                        # TYPE heap_bytes gauge
                        heap_bytes 7
                        # HELP kept_total Kept.
                        # TYPE kept_total counter
                        kept_total 5
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
    void a_series_is_the_same_object_from_round_to_round() {
        Gauge.build("heap_bytes", "Heap.").register(page.registry());
        var own = new OwnSamples(page);

        var first = own.sample().families().getFirst().series(0);
        var second = own.sample().families().getFirst().series(0);

        assertThat(second).isSameAs(first);
    }
}
