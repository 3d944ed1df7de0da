package io.hypervigil.sampling;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleBook;
import io.hypervigil.collect.Samples;
import io.hypervigil.collect.Schema;
import io.hypervigil.collect.SeriesTable;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What the process says of its own collectors.
 *
 * <pre>
 * hypervigil_collector_available{collector="host"} 1
 * hypervigil_collector_success{collector="host"} 1
 * hypervigil_collector_duration_seconds{collector="host"} 0.0021
 * hypervigil_collector_last_sample_timestamp_seconds{collector="host"} 1795235111.4
 * hypervigil_collector_samples{collector="host"} 1193
 * hypervigil_collector_failures_total{collector="host"} 0
 * hypervigil_collector_timeouts_total{collector="host"} 0
 * hypervigil_probe_success{collector="host",probe="kernel"} 1
 * </pre>
 *
 * <p>Thread: any.
 */
public final class SelfMetrics {

    static final Group GROUP = Group.on("hypervigil", "how sampling goes");

    private static final String SUCCESS =
            "Whether all of the source that is there was read whole in its last round.";
    private static final String DURATION = "Time the last round took.";
    private static final String LAST_SAMPLE = "When the newest samples were taken.";
    private static final String SAMPLES = "Samples served now.";
    private static final String FAILURES = "Rounds that failed.";
    private static final String TIMEOUTS = "Rounds that passed their deadline.";

    private static final Family AVAILABLE =
            Family.gauge(
                    GROUP,
                    "hypervigil_collector_available",
                    "Whether the source exists on this machine.",
                    "collector");
    private static final Family COLLECTOR_SUCCESS = ofCollector("success", SUCCESS);
    private static final Family COLLECTOR_DURATION = ofCollector("duration_seconds", DURATION);
    private static final Family COLLECTOR_LAST_SAMPLE =
            ofCollector("last_sample_timestamp_seconds", LAST_SAMPLE);
    private static final Family COLLECTOR_SAMPLES = ofCollector("samples", SAMPLES);
    private static final Family COLLECTOR_FAILURES =
            Family.counter(GROUP, "hypervigil_collector_failures_total", FAILURES, "collector");
    private static final Family COLLECTOR_TIMEOUTS =
            Family.counter(GROUP, "hypervigil_collector_timeouts_total", TIMEOUTS, "collector");
    private static final Family HANGING =
            ofCollector(
                    "hanging_probes",
                    "Rounds that have passed their deadline and have not come back.");
    private static final Family DROPPED =
            Family.counter(
                    GROUP,
                    "hypervigil_collector_samples_dropped_total",
                    "Samples that were not taken, by reason.",
                    "collector",
                    "reason");
    private static final Family PROBE_SUCCESS = ofProbe("success", SUCCESS);
    private static final Family PROBE_DURATION = ofProbe("duration_seconds", DURATION);
    private static final Family PROBE_LAST_SAMPLE =
            ofProbe("last_sample_timestamp_seconds", LAST_SAMPLE);

    /** All of it, for the documentation. */
    public static final Schema SCHEMA =
            new Schema(
                    List.of(GROUP),
                    List.of(
                            AVAILABLE,
                            COLLECTOR_SUCCESS,
                            COLLECTOR_DURATION,
                            COLLECTOR_LAST_SAMPLE,
                            COLLECTOR_SAMPLES,
                            COLLECTOR_FAILURES,
                            COLLECTOR_TIMEOUTS,
                            HANGING,
                            DROPPED,
                            PROBE_SUCCESS,
                            PROBE_DURATION,
                            PROBE_LAST_SAMPLE));

    private static final int MAX_SERIES = 10_000;

    private final SampleBook book = new SampleBook(new SeriesTable(), MAX_SERIES);

    /** The samples of these collectors. */
    public synchronized Samples sample(List<CollectorStatus> statuses) {
        book.begin();
        statuses.forEach(this::add);
        return book.finish();
    }

    private void add(CollectorStatus status) {
        var collector = status.collector().name();
        book.add(AVAILABLE, status.isAvailable() ? 1 : 0, collector);
        if (status.isAvailable()) {
            book.add(COLLECTOR_SUCCESS, status.isSuccess() ? 1 : 0, collector);
        }
        var probes = status.probes();
        book.add(
                COLLECTOR_DURATION,
                probes.stream().mapToLong(CollectorStatus.ProbeStatus::tookNanos).max().orElse(0)
                        / 1e9,
                collector);
        probes.stream()
                .flatMap(probe -> probe.lastSampleAt().stream())
                .max(Instant::compareTo)
                .ifPresent(at -> book.add(COLLECTOR_LAST_SAMPLE, seconds(at), collector));
        book.add(COLLECTOR_SAMPLES, sum(probes, CollectorStatus.ProbeStatus::samples), collector);
        book.add(
                COLLECTOR_FAILURES,
                status.openFailures() + sum(probes, CollectorStatus.ProbeStatus::failures),
                collector);
        book.add(COLLECTOR_TIMEOUTS, sum(probes, CollectorStatus.ProbeStatus::timeouts), collector);
        book.add(HANGING, sum(probes, probe -> probe.isHanging() ? 1 : 0), collector);
        for (SampleBook.Drop reason : SampleBook.Drop.values()) {
            book.add(
                    DROPPED,
                    sum(probes, probe -> probe.dropped().getOrDefault(reason, 0L)),
                    collector,
                    reason.name().toLowerCase(Locale.ROOT));
        }
        probes.forEach(probe -> add(collector, probe));
    }

    private void add(String collector, CollectorStatus.ProbeStatus probe) {
        if (!probe.isUnavailable()) {
            book.add(PROBE_SUCCESS, probe.isSuccess() ? 1 : 0, collector, probe.name());
        }
        book.add(PROBE_DURATION, probe.tookNanos() / 1e9, collector, probe.name());
        probe.lastSampleAt()
                .ifPresent(at -> book.add(PROBE_LAST_SAMPLE, seconds(at), collector, probe.name()));
    }

    private static double sum(
            List<CollectorStatus.ProbeStatus> probes,
            ToDoubleFunction<CollectorStatus.ProbeStatus> value) {
        return probes.stream().mapToDouble(value).sum();
    }

    private static double seconds(Instant at) {
        return at.getEpochSecond() + at.getNano() / 1e9;
    }

    private static Family ofCollector(String what, String help) {
        return Family.gauge(GROUP, "hypervigil_collector_" + what, help, "collector");
    }

    private static Family ofProbe(String what, String help) {
        return Family.gauge(GROUP, "hypervigil_probe_" + what, help, "collector", "probe");
    }
}
