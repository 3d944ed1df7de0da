package io.hypervigil.alerting.silence;

import io.hypervigil.alerting.disk.Journal;
import io.hypervigil.alerting.silence.SilenceException.Fault;
import io.hypervigil.promql.labels.Labels;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All silences, those that ended within the last 120 hours too. Each change is on disk before the
 * call returns.
 *
 * <p>Thread: any.
 */
public final class Silences implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Silences.class);

    /** As Alertmanager's. */
    private static final Duration RETENTION = Duration.ofDays(5);

    /** Lines of the journal that are out of date before it is written anew. */
    private static final int STALE_LINES = 1_000;

    private final Map<String, Silence> byId = new LinkedHashMap<>();
    private final Journal journal;
    private final InstantSource clock;
    private final int most;

    private Silences(Journal journal, InstantSource clock, int most) {
        this.journal = journal;
        this.clock = clock;
        this.most = most;
    }

    /**
     * Opens a file, or makes it.
     *
     * @param most how many there may be, ended ones too
     * @throws IOException where it can be neither read nor made
     */
    public static Silences open(Path file, InstantSource clock, int most) throws IOException {
        var opened = Journal.open(file);
        var silences = new Silences(opened.journal(), clock, most);
        opened.lines().stream()
                .flatMap(line -> SilenceText.read(line).stream())
                .forEach(silence -> silences.byId.put(silence.id(), silence));
        silences.forgetOld();
        return silences;
    }

    /**
     * Makes a silence, or changes one. Where a change is of more than what Alertmanager lets be
     * changed, the old one is ended and a new one is made.
     *
     * @param wish with an empty id for a new one
     * @return its id
     */
    public synchronized String set(Silence wish) throws SilenceException {
        var now = clock.instant();
        var fault = SilenceCheck.fault(wish, now);
        if (fault.isPresent()) {
            throw new SilenceException(Fault.INVALID, fault.get());
        }
        var known = byId.get(wish.id());
        if (known == null && !wish.id().isEmpty()) {
            throw new SilenceException(Fault.NOT_FOUND, "silence " + wish.id() + " not found");
        }
        if (known != null && isChangeable(known, wish, now)) {
            keep(wish.named(wish.id(), wish.startsAt(), now));
            return wish.id();
        }
        return make(wish, known, now);
    }

    private String make(Silence wish, @Nullable Silence known, Instant now)
            throws SilenceException {
        forgetOld();
        if (byId.size() >= most) {
            throw new SilenceException(Fault.FULL, "exceeded maximum number of silences: " + most);
        }
        var start = wish.startsAt().isBefore(now) ? now : wish.startsAt();
        var made = wish.named(UUID.randomUUID().toString(), start, now);
        if (known != null && known.stateAt(now) != Silence.State.EXPIRED) {
            keep(made, known.endedAt(now));
        } else {
            keep(made);
        }
        return made.id();
    }

    private static boolean isChangeable(Silence known, Silence wish, Instant now) {
        if (!known.matchers().equals(wish.matchers())) {
            return false;
        }
        return switch (known.stateAt(now)) {
            case ACTIVE -> known.startsAt().getEpochSecond() == wish.startsAt().getEpochSecond();
            case PENDING -> !wish.startsAt().isBefore(now);
            case EXPIRED -> false;
        };
    }

    /** Ends a silence now; one that has ended already stays as it is. */
    public synchronized void expire(String id) throws SilenceException {
        var now = clock.instant();
        var known = byId.get(id);
        if (known == null) {
            throw new SilenceException(Fault.NOT_FOUND, "silence " + id + " not found");
        }
        if (known.stateAt(now) == Silence.State.EXPIRED) {
            return;
        }
        // A moment before, since one holds still at its very end.
        keep(known.endedAt(now.minusMillis(1)));
    }

    private void keep(Silence... changed) throws SilenceException {
        try {
            journal.append(Stream.of(changed).map(SilenceText::write).toList());
        } catch (IOException e) {
            throw new SilenceException(
                    Fault.NOT_KEPT, "the silence cannot be written: " + e.getMessage());
        }
        for (var silence : changed) {
            byId.put(silence.id(), silence);
        }
    }

    /** One by its id. */
    public synchronized Optional<Silence> get(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** All, the oldest first. */
    public synchronized List<Silence> all() {
        return List.copyOf(byId.values());
    }

    /** The ids of those that keep an alert quiet at a moment, in order. */
    public synchronized List<String> silencing(Labels labels, Instant now) {
        if (byId.isEmpty()) {
            return List.of();
        }
        return byId.values().stream()
                .filter(silence -> silence.stateAt(now) == Silence.State.ACTIVE)
                .filter(silence -> silence.matchers().matches(labels))
                .map(Silence::id)
                .sorted()
                .toList();
    }

    /** Forgets those that ended 120 hours ago, and writes the file anew where much is stale. */
    public synchronized void forgetOld() {
        var oldest = clock.instant().minus(RETENTION);
        byId.values().removeIf(silence -> silence.endsAt().isBefore(oldest));
        if (journal.lines() - byId.size() > STALE_LINES) {
            try {
                journal.rewrite(byId.values().stream().map(SilenceText::write).toList());
            } catch (IOException e) {
                LOG.atWarn()
                        .addKeyValue("error", e.toString())
                        .log("the file of silences cannot be shortened");
            }
        }
    }

    @Override
    public synchronized void close() throws IOException {
        journal.close();
    }
}
