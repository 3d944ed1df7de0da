package io.hypervigil.libvirt.resource;

import io.hypervigil.collect.SampleSink;
import io.hypervigil.libvirt.connection.VirtSource;
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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Asks how far jobs are. Neither the control interfaces nor the bulk statistics tell of migrations,
 * dumps and backups, and to ask each domain in each round is dear: those are asked that have a job,
 * those that an event spoke of or whose status file libvirt has written, and the others now and
 * then. The question for a job waits for a hypervisor that hangs: whoever is late is left alone for
 * a while, and the rest is asked in the next round.
 *
 * <p>Thread: {@link #read} one; the rest any.
 */
public final class Jobs {

    private static final JobStats NONE = new JobStats(0, TypedParameters.NONE);

    private static final String HANGING = "its hypervisor does not answer";
    private static final String SILENT = "what runs on it lets nobody ask";

    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofSeconds(40);

    /** In case libvirt ever writes no file. */
    private static final Duration ANYWAY = Duration.ofMinutes(10);

    private final Inventory inventory;
    private final StuckDomains stuck;
    private final StatusFiles files;
    private final Duration unseen;
    private final InstantSource clock;
    private final Map<String, Look> looks = new ConcurrentHashMap<>();
    private final LimitedCalls calls = new LimitedCalls("libvirt-jobs");
    private final Pauses pauses;

    /** Those to be asked: of one that could not be, it is not forgotten. */
    private final Set<String> wanted = ConcurrentHashMap.newKeySet();

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
    public Jobs(
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
        this.pauses = new Pauses(System::nanoTime, PAUSE, PAUSE);
    }

    /** Something happened to a domain. */
    public void hint(String uuid) {
        wanted.add(uuid);
    }

    /** Whether a domain had a job when last asked, or nobody can tell. */
    public boolean mayHaveJob(String uuid) {
        var look = looks.get(uuid);
        return !hasJobs || look == null || !look.isIdle();
    }

    /**
     * Writes the jobs of all domains that answer.
     *
     * @param source lends connections, on which a call may be left behind
     * @throws VirtException where no domain can be asked
     */
    public void read(VirtSource source, SampleSink out) throws VirtException {
        var answering =
                inventory.latest().stream()
                        .filter(domain -> domain.isActive())
                        .filter(domain -> stuck.stuckFor(domain.uuid()).isEmpty())
                        .toList();
        looks.keySet().retainAll(inventory.running().keySet());
        wanted.retainAll(inventory.running().keySet());
        pauses.keepOnly(inventory.running().keySet());
        var due = due(answering);
        if (!due.isEmpty()) {
            boolean _ =
                    source.lend(
                            connection -> {
                                ask(connection, due);
                                return true;
                            });
        }
        for (KnownDomain domain : answering) {
            var look = looks.get(domain.uuid());
            if (look != null) {
                look.job()
                        .ifPresentOrElse(
                                job -> JobProgress.write(domain.name(), job, out),
                                () -> out.missing("the job of " + domain.name(), SILENT));
            } else if (pauses.isPaused(domain.uuid())) {
                out.missing("the job of " + domain.name(), HANGING);
            }
        }
    }

    /** Each with what its next look is to be, less the answer. */
    private Map<String, Look> due(List<KnownDomain> domains) {
        boolean haveChanged = files.haveChanged();
        Map<String, Look> due = new HashMap<>();
        for (KnownDomain domain : domains) {
            var before = looks.get(domain.uuid());
            var written =
                    haveChanged || before == null
                            ? files.writtenSeconds(domain.name())
                            : before.written();
            if (before == null || !isStillSo(before, domain, written)) {
                wanted.add(domain.uuid());
            }
            if (wanted.contains(domain.uuid()) && !pauses.isPaused(domain.uuid())) {
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

    /** One after the other on one thread: the first that does not answer is the one that hangs. */
    private void ask(VirtConnection connection, Map<String, Look> due) throws VirtException {
        calls.begin();
        var asked = new AtomicReference<>("");
        var isOver = new AtomicBoolean();
        Map<String, Optional<JobStats>> jobs = new ConcurrentHashMap<>();
        var answer =
                calls.<Boolean>ask(
                        String.join(" ", due.keySet()),
                        LIMIT,
                        () -> {},
                        () -> {
                            connection.each(
                                    List.copyOf(due.keySet()),
                                    domain -> {
                                        if (!isOver.get()) {
                                            asked.set(domain.uuid());
                                            wanted.remove(domain.uuid());
                                            jobs.put(domain.uuid(), job(domain));
                                        }
                                    });
                            return true;
                        });
        isOver.set(true);
        jobs.forEach((uuid, job) -> keep(uuid, due.get(uuid), job));
        switch (answer) {
            case Answer.Given<Boolean> _ -> jobs.keySet().forEach(pauses::answered);
            case Answer.Refused<Boolean>(var cause) -> throw cause;
            case Answer.Late<Boolean> _, Answer.NotAsked<Boolean> _ -> {
                if (!asked.get().isEmpty() && !jobs.containsKey(asked.get())) {
                    pauses.failed(asked.get());
                    looks.remove(asked.get());
                }
            }
        }
    }

    private void keep(String uuid, @Nullable Look next, Optional<JobStats> job) {
        if (next != null) {
            looks.put(uuid, next.with(job));
        }
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
