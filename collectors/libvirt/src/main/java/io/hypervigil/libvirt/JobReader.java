package io.hypervigil.libvirt;

import io.hypervigil.collect.SampleSink;
import io.hypervigil.libvirt.domain.KnownDomain;
import io.hypervigil.libvirt.inventory.Inventory;
import io.hypervigil.libvirt.jna.JobStats;
import io.hypervigil.libvirt.jna.TypedParameters;
import io.hypervigil.libvirt.jna.VirtConnection;
import io.hypervigil.libvirt.jna.VirtDomain;
import io.hypervigil.libvirt.jna.VirtErrorCode;
import io.hypervigil.libvirt.jna.VirtException;
import io.hypervigil.libvirt.process.StatusFiles;
import io.hypervigil.libvirt.stats.JobProgress;
import io.hypervigil.libvirt.tier.StuckDomains;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Asks how far jobs are. Neither the control interfaces nor the bulk statistics tell of migrations,
 * dumps and backups, and to ask each domain in each round is dear: those are asked that have a job,
 * those that an event spoke of or whose status file libvirt has written, and the others now and
 * then.
 *
 * <p>Thread: {@link #read} one; the rest any.
 */
final class JobReader implements ReadingProbe.Reader {

    private static final JobStats NONE = new JobStats(0, TypedParameters.NONE);

    private static final String SILENT = "what runs on it lets nobody ask";

    /** In case libvirt ever writes no file. */
    private static final Duration ANYWAY = Duration.ofMinutes(10);

    private final Inventory inventory;
    private final StuckDomains stuck;
    private final StatusFiles files;
    private final Duration unseen;
    private final InstantSource clock;
    private final Map<String, Look> looks = new ConcurrentHashMap<>();
    private final Set<String> hints = ConcurrentHashMap.newKeySet();

    /** Whether the driver knows jobs; libvirt's test driver does not. */
    private volatile boolean hasJobs = true;

    /**
     * @param job empty where libvirt kept it to itself
     * @param id of the domain while it was asked
     * @param written when its status file was, before it was asked
     */
    private record Look(
            Optional<JobStats> job, OptionalInt id, OptionalDouble written, Instant at) {

        boolean isIdle() {
            return job.filter(stats -> stats.type() == 0).isPresent();
        }

        Look with(Optional<JobStats> answer) {
            return new Look(answer, id, written, at);
        }
    }

    /**
     * @param unseen how often domains are asked whose status files cannot be seen
     */
    JobReader(
            Inventory inventory,
            StuckDomains stuck,
            StatusFiles files,
            Duration unseen,
            InstantSource clock) {
        this.inventory = inventory;
        this.stuck = stuck;
        this.files = files;
        this.unseen = unseen;
        this.clock = clock;
    }

    /** Something happened to a domain. */
    void hint(String uuid) {
        hints.add(uuid);
    }

    /** Whether a domain had a job when last asked, or nobody can tell. */
    boolean mayHaveJob(String uuid) {
        var look = looks.get(uuid);
        return !hasJobs || look == null || !look.isIdle();
    }

    @Override
    public void read(VirtConnection connection, SampleSink out) throws VirtException {
        var answering =
                inventory.latest().stream()
                        .filter(domain -> domain.isActive())
                        .filter(domain -> stuck.stuckFor(domain.uuid()).isEmpty())
                        .toList();
        looks.keySet().retainAll(inventory.running().keySet());
        ask(connection, due(answering));
        for (KnownDomain domain : answering) {
            var look = looks.get(domain.uuid());
            if (look != null) {
                look.job()
                        .ifPresentOrElse(
                                job -> JobProgress.write(domain.name(), job, out),
                                () -> out.missing("the job of " + domain.name(), SILENT));
            }
        }
    }

    /** Each with what its next look is to be, less the answer. */
    private Map<String, Look> due(List<KnownDomain> domains) {
        boolean haveChanged = files.haveChanged();
        Map<String, Look> due = new HashMap<>();
        for (KnownDomain domain : domains) {
            var before = looks.get(domain.uuid());
            boolean isHinted = hints.remove(domain.uuid());
            var written =
                    haveChanged || before == null
                            ? files.writtenSeconds(domain.name())
                            : before.written();
            if (before == null || isHinted || !isStillSo(before, domain, written)) {
                due.put(
                        domain.uuid(),
                        new Look(Optional.of(NONE), domain.id(), written, clock.instant()));
            }
        }
        return due;
    }

    private boolean isStillSo(Look before, KnownDomain domain, OptionalDouble written) {
        var limit = written.isPresent() ? ANYWAY : unseen;
        boolean isAsBefore =
                before.isIdle()
                        && before.id().equals(domain.id())
                        && before.written().equals(written);
        return isAsBefore
                && (!hasJobs
                        || Duration.between(before.at(), clock.instant()).compareTo(limit) < 0);
    }

    private void ask(VirtConnection connection, Map<String, Look> due) throws VirtException {
        if (due.isEmpty()) {
            return;
        }
        connection.each(
                List.copyOf(due.keySet()),
                domain -> {
                    var job = job(domain);
                    due.computeIfPresent(domain.uuid(), (_, look) -> look.with(job));
                });
        looks.putAll(due);
    }

    private Optional<JobStats> job(VirtDomain domain) throws VirtException {
        try {
            return Optional.of(domain.job());
        } catch (VirtException e) {
            return switch (e.code()) {
                // It ended between two looks.
                case VirtErrorCode.VIR_ERR_NO_DOMAIN, VirtErrorCode.VIR_ERR_OPERATION_INVALID ->
                        Optional.of(NONE);
                case VirtErrorCode.VIR_ERR_NO_SUPPORT -> {
                    hasJobs = false;
                    yield Optional.of(NONE);
                }
                case VirtErrorCode.VIR_ERR_OPERATION_TIMEOUT -> Optional.empty();
                default -> throw e;
            };
        }
    }
}
