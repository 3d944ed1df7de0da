package io.hypervigil.nvml.action;

import io.hypervigil.collect.Threads;
import io.hypervigil.nvml.profile.ParsedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What profiles are tried with, on disk until it is put back (a profile that is applied counts as
 * tried until all of it is set): a process that is killed, or that loses its power, cannot put it
 * back, and the next one can.
 *
 * <p>Thread: any.
 */
public final class TrialJournal {

    private static final Logger LOG = LoggerFactory.getLogger(TrialJournal.class);

    /** How long a GPU that is not there is waited for. */
    static final Duration PATIENCE = Duration.ofDays(30);

    private final Optional<ParsedFile> file;
    private final InstantSource clock;

    private TrialJournal(Optional<ParsedFile> file, InstantSource clock) {
        this.file = file;
        this.clock = clock;
    }

    /** In the folder of the profiles' file; none where there is no such file. */
    public static TrialJournal beside(Optional<Path> profilesFile, InstantSource clock) {
        return new TrialJournal(
                profilesFile.map(
                        profiles ->
                                new ParsedFile(
                                        profiles.resolveSibling(
                                                profiles.getFileName() + ".trials"))),
                clock);
    }

    /** Whether there is something to be put back, by a trial that goes on or after a lost one. */
    public boolean isThere() {
        return file.filter(ParsedFile::exists).isPresent();
    }

    /**
     * All of it, in the order in which it was set.
     *
     * @throws IOException where it cannot be read or makes no sense, with its path and line
     */
    synchronized List<TriedSetting> all() throws IOException {
        return file.isEmpty() ? List.of() : file.get().read(TrialJournal::parse);
    }

    /** Writes down what is about to be set. What was written. */
    synchronized List<TriedSetting> add(List<PlannedSettings> plans) throws IOException {
        var now = clock.instant();
        var tried = new ArrayList<TriedSetting>();
        for (PlannedSettings plan : plans) {
            for (Change change : plan.changes()) {
                if (change.isNeeded()) {
                    tried.add(TriedSetting.of(now, plan.uuid(), change));
                }
            }
        }
        var all = new ArrayList<>(all());
        all.addAll(tried);
        write(all);
        return tried;
    }

    /** Strikes out what was put back, or is left as it is. */
    synchronized void remove(Collection<TriedSetting> done) throws IOException {
        if (!done.isEmpty()) {
            var all = new ArrayList<>(all());
            all.removeAll(done);
            write(all);
        }
    }

    /**
     * As {@link #remove}, where a file that cannot be written must not be in the way of what was
     * done: the log says so.
     */
    synchronized void forget(Predicate<TriedSetting> isDone) {
        if (isThere()) {
            // An interruption would close the file that is written.
            Threads.despiteInterruption(() -> forgetting(isDone))
                    .ifPresent(
                            why ->
                                    LOG.atWarn()
                                            .addKeyValue("error", why.getMessage())
                                            .log(
                                                    "what a trial has no more to put back cannot be"
                                                            + " struck out"));
        }
    }

    private Optional<IOException> forgetting(Predicate<TriedSetting> isDone) {
        try {
            remove(all().stream().filter(isDone).toList());
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(e);
        }
    }

    /** Strikes out what is waited for no more. What it was. */
    synchronized List<TriedSetting> removeOld() throws IOException {
        var oldest = clock.instant().minus(PATIENCE);
        var old = all().stream().filter(tried -> tried.since().isBefore(oldest)).toList();
        remove(old);
        return old;
    }

    /** Moves one that cannot be read out of the way. Where it is now. */
    synchronized Path setAside() throws IOException {
        return file.orElseThrow(() -> new IOException("there is no journal")).setAside();
    }

    private void write(List<TriedSetting> all) throws IOException {
        if (file.isEmpty()) {
            return;
        }
        if (all.isEmpty()) {
            file.get().delete();
        } else {
            file.get()
                    .write(
                            all.stream()
                                    .map(tried -> tried.line() + "\n")
                                    .collect(Collectors.joining()));
        }
    }

    private static List<TriedSetting> parse(String text) {
        var all = new ArrayList<TriedSetting>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            try {
                all.add(TriedSetting.parse(line));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("line " + number + ": " + e.getMessage(), e);
            }
        }
        return all;
    }
}
