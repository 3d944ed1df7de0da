package io.hypervigil.judging;

import io.hypervigil.alerting.group.Sources;
import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.Samples;
import io.hypervigil.collect.Series;
import io.hypervigil.promql.labels.Labels;
import io.hypervigil.sampling.CollectorStatus;
import io.hypervigil.sampling.CollectorStatus.ProbeStatus;
import io.hypervigil.sampling.ProbeState;
import io.hypervigil.sampling.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Tells of alerts whether the collector that their metrics come from can see at present. One that
 * cannot be opened or finds its source gone cannot; nor can a probe that fails, hangs or has not
 * answered yet, or could not read a group in its last round.
 *
 * <p>What a probe gave before says which alerts are its: where one GPU of eight hangs, alerts of
 * the other seven go on. Labels that an alert and a series both have must be the same for that.
 *
 * <p>One that sees again is believed a while later: an evaluation is for a moment that may lie
 * before the first sample.
 *
 * <p>Thread: any.
 */
final class CollectorSources implements Sources {

    /** A family of this name stands for every metric that nobody else declares: textfiles. */
    private static final String ANY = "*";

    private static final Duration SETTLED = Duration.ofSeconds(5);

    /** By then every source was asked once, and what was blind at the start was noticed. */
    private static final Duration STARTED = Duration.ofMinutes(1);

    private final Supplier<List<CollectorStatus>> statuses;
    private final BooleanSupplier isRecording;
    private final InstantSource clock;
    private final Instant startedAt;

    /** Since when a collector or probe sees that was blind; the far future while it is. */
    private final Map<String, Instant> seesSince = new HashMap<>();

    /**
     * @param statuses what is known of each collector now
     * @param isRecording whether what collectors see is put where rules look
     */
    CollectorSources(
            Supplier<List<CollectorStatus>> statuses,
            BooleanSupplier isRecording,
            InstantSource clock) {
        this.statuses = statuses;
        this.isRecording = isRecording;
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    @Override
    public synchronized Predicate<Labels> unavailable(Set<String> metrics) {
        var now = clock.instant();
        var all = statuses.get();
        if (!isRecording.getAsBoolean()) {
            all.forEach(this::blind);
            return _ -> true;
        }
        boolean isUndeclared = metrics.stream().anyMatch(metric -> isUndeclared(metric, all));
        var blind = new ArrayList<Predicate<Labels>>();
        for (CollectorStatus status : all) {
            var families = families(status, metrics, isUndeclared);
            if (!families.isEmpty()) {
                addDoubts(status, families, now, blind);
            }
        }
        return labels -> blind.stream().anyMatch(each -> each.test(labels));
    }

    private void blind(CollectorStatus status) {
        seesSince.put(name(status), Instant.MAX);
        status.probes().forEach(probe -> seesSince.put(name(status, probe), Instant.MAX));
    }

    /** Each is looked at, since what is noted of it counts the next time. */
    private void addDoubts(
            CollectorStatus status,
            List<Family> families,
            Instant now,
            List<Predicate<Labels>> blind) {
        if (isDoubted(name(status), !status.isOpen() || !status.isAvailable(), now)) {
            blind.add(_ -> true);
        }
        for (ProbeStatus probe : status.probes()) {
            boolean isBlind = isBlind(probe.state(), families);
            if (isDoubted(name(status, probe), isBlind, now)) {
                blind.add(labels -> mayBeOf(probe, isBlind, families, labels));
            }
        }
    }

    /** Whether what has these labels may come from a probe, as far as it has told before. */
    private static boolean mayBeOf(
            ProbeStatus probe, boolean isBlind, List<Family> families, Labels labels) {
        boolean isPartlyRead = isBlind && probe.state() instanceof ProbeState.Sampled;
        if (isPartlyRead || families.stream().anyMatch(Family::isPattern)) {
            return true;
        }
        // By name: a probe may give a family with labels that the schema leaves open.
        var names = families.stream().map(Family::name).collect(Collectors.toSet());
        var known = probe.known().families();
        return known.isEmpty()
                || known.stream()
                        .filter(part -> names.contains(part.family().name()))
                        .anyMatch(part -> isAnyLike(part, labels));
    }

    private static boolean isAnyLike(Samples.OfFamily part, Labels labels) {
        return IntStream.range(0, part.size()).anyMatch(i -> isLike(part.series(i), labels));
    }

    private static boolean isLike(Series series, Labels labels) {
        var names = series.labelNames();
        for (int i = 0; i < names.size(); i++) {
            var value = labels.get(names.get(i));
            if (!value.isEmpty() && !value.equals(series.labelValues().get(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean isDoubted(String source, boolean isBlind, Instant now) {
        if (isBlind) {
            seesSince.put(source, Instant.MAX);
            return true;
        }
        var since = seesSince.get(source);
        if (since == null && !now.isBefore(startedAt.plus(STARTED))) {
            return false;
        }
        if (since == null || since.equals(Instant.MAX)) {
            seesSince.put(source, now);
            return true;
        }
        return now.isBefore(since.plus(SETTLED));
    }

    private static String name(CollectorStatus status) {
        return status.collector().name();
    }

    private static String name(CollectorStatus status, ProbeStatus probe) {
        return name(status) + "/" + probe.name();
    }

    private static boolean isUndeclared(String metric, List<CollectorStatus> all) {
        var alone = Set.of(metric);
        return all.stream()
                .flatMap(status -> status.collector().schema().families().stream())
                .noneMatch(family -> isOf(family, alone));
    }

    /** Those of a collector that a metric may be of. */
    private static List<Family> families(
            CollectorStatus status, Set<String> metrics, boolean isUndeclared) {
        var all = status.collector().schema().families();
        var own = all.stream().filter(family -> isOf(family, metrics)).toList();
        return own.isEmpty() && isUndeclared
                ? all.stream().filter(family -> family.name().equals(ANY)).toList()
                : own;
    }

    private static boolean isBlind(ProbeState state, List<Family> families) {
        return switch (state) {
            case ProbeState.Starting _, ProbeState.Failing _, ProbeState.Hanging _ -> true;
            // Some probes look for what most machines have not; that all have not is seen above.
            case ProbeState.Unavailable _ -> false;
            case ProbeState.Sampled(var snapshot) ->
                    families.stream().anyMatch(family -> isUnread(snapshot, family.group()));
        };
    }

    private static boolean isUnread(Snapshot snapshot, Group group) {
        return snapshot.problems().stream().anyMatch(problem -> problem.group().equals(group));
    }

    /** A histogram's parts have names of their own; a star stands for a part of a name. */
    private static boolean isOf(Family family, Set<String> metrics) {
        var name = family.name();
        int star = name.indexOf('*');
        if (star >= 0) {
            return !name.equals(ANY)
                    && metrics.stream()
                            .anyMatch(
                                    metric ->
                                            metric.startsWith(name.substring(0, star))
                                                    && metric.endsWith(name.substring(star + 1)));
        }
        return metrics.contains(name)
                || metrics.contains(name + "_bucket")
                || metrics.contains(name + "_sum")
                || metrics.contains(name + "_count");
    }
}
