package io.hypervigil.recording;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleBook;
import io.hypervigil.collect.Samples;
import io.hypervigil.collect.SeriesTable;

/**
 * What a Prometheus adds of its own to what it scrapes. The window has it, no page of metrics does.
 *
 * <pre>
 * up{instance="hypervisor-1:10048",job="hypervigil"} 1
 * scrape_duration_seconds{instance="hypervisor-1:10048",job="hypervigil"} 0.012
 * scrape_samples_scraped{instance="hypervisor-1:10048",job="hypervigil"} 1193
 * scrape_samples_post_metric_relabeling{instance="hypervisor-1:10048",job="hypervigil"} 1193
 * scrape_series_added{instance="hypervisor-1:10048",job="hypervigil"} 0
 * </pre>
 *
 * <p>Thread: one.
 */
final class TargetMetrics {

    private static final Group GROUP = Group.on("target", "what a scrape of this process gave");

    private static final Family UP = gauge("up", "Whether this process ran.");
    private static final Family DURATION =
            gauge("scrape_duration_seconds", "Time that the slowest source took.");
    private static final Family SAMPLES =
            gauge("scrape_samples_scraped", "Samples of all sources.");
    private static final Family KEPT =
            gauge("scrape_samples_post_metric_relabeling", "The same: nothing is relabelled.");
    private static final Family ADDED =
            gauge("scrape_series_added", "Series that were not there a round before.");

    private static final int SERIES = 5;

    private final SampleBook book = new SampleBook(new SeriesTable(), SERIES);

    Samples samples(Recorder.Totals totals) {
        book.begin();
        // Who does not run records none.
        book.add(UP, 1);
        book.add(DURATION, totals.longestNanos() / 1e9);
        book.add(SAMPLES, (double) totals.samples());
        book.add(KEPT, (double) totals.samples());
        book.add(ADDED, (double) totals.newSeries());
        return book.finish();
    }

    private static Family gauge(String name, String help) {
        return Family.gauge(GROUP, name, help);
    }
}
