package io.hypervigil.sampling;

import io.hypervigil.collect.Collector;
import io.hypervigil.collect.SampleBook;
import io.hypervigil.collect.Samples;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of a collector at a moment.
 *
 * @param collector which
 * @param openFailure why it could not be opened, "" where it could
 * @param isOpen whether it is open
 * @param openFailures how often opening failed
 * @param probes its probes
 */
public record CollectorStatus(
        Collector collector,
        String openFailure,
        boolean isOpen,
        long openFailures,
        List<ProbeStatus> probes) {

    public CollectorStatus {
        probes = List.copyOf(probes);
    }

    /**
     * @param name the probe's
     * @param state what it is in
     * @param lastSampleAt when its last snapshot was begun
     * @param tookNanos how long its last round took
     * @param failures rounds that failed
     * @param timeouts rounds that passed their deadline
     * @param dropped samples dropped, by reason
     * @param lastDropped the last of them and why
     * @param known what it gave last, however long ago; nothing where its source is not there
     */
    public record ProbeStatus(
            String name,
            ProbeState state,
            Optional<Instant> lastSampleAt,
            long tookNanos,
            long failures,
            long timeouts,
            Map<SampleBook.Drop, Long> dropped,
            String lastDropped,
            Samples known) {

        /** The number of samples served of it. */
        public int samples() {
            return state.served().map(snapshot -> snapshot.samples().size()).orElse(0);
        }

        boolean isHanging() {
            return state instanceof ProbeState.Hanging;
        }

        boolean isUnavailable() {
            return state instanceof ProbeState.Unavailable;
        }

        boolean isSuccess() {
            return state instanceof ProbeState.Sampled(var snapshot) && snapshot.isWhole();
        }
    }

    /** Whether the source is there at all, as far as is known. */
    public boolean isAvailable() {
        return !isOpen || probes.isEmpty() || !probes.stream().allMatch(ProbeStatus::isUnavailable);
    }

    /** Whether all of the source that is there was read whole. */
    public boolean isSuccess() {
        return isOpen
                && probes.stream()
                        .filter(probe -> !probe.isUnavailable())
                        .allMatch(ProbeStatus::isSuccess);
    }

    /** One word: that of the probe in the worst state. */
    public String word() {
        if (!isOpen) {
            return openFailure.isEmpty() ? "starting" : "failing";
        }
        if (!isAvailable()) {
            return "unavailable";
        }
        return worst().map(probe -> probe.state().word()).orElse("ok");
    }

    /** Why, "" where there is nothing to say. */
    public String reason() {
        return openFailure.isEmpty()
                ? worst().map(probe -> probe.state().reason()).orElse("")
                : openFailure;
    }

    private Optional<ProbeStatus> worst() {
        var known = List.of("hanging", "failing", "degraded", "starting", "ok", "unavailable");
        return probes.stream()
                .min(Comparator.comparingInt(probe -> known.indexOf(probe.state().word())));
    }
}
