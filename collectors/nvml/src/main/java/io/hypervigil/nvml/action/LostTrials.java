package io.hypervigil.nvml.action;

import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.nvml.driver.AttachedGpu;
import io.hypervigil.nvml.profile.StateFile;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;

/**
 * Puts back what was set by trials whose process was killed, or could not put it back itself, as
 * soon as the GPU is there. What is not as the trial had set it was set by somebody else since, and
 * is left alone.
 *
 * <p>Thread: one.
 */
final class LostTrials {

    /** How long others who call a GPU are waited for. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ClockLocks locks;
    private final Reservations reservations;
    private final Attempts attempts;
    private final Logger log;
    private final Map<String, String> failures = new LinkedHashMap<>();
    private List<AttachedGpu> last = List.of();

    /** What became of the settings of a GPU, for people. */
    private record Told(List<String> putBack, List<String> leftAlone, List<String> problems) {
        Told() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
    }

    /**
     * @param nanos a monotonic clock
     * @param log told of all that is done
     */
    LostTrials(ClockLocks locks, Reservations reservations, LongSupplier nanos, Logger log) {
        this.locks = locks;
        this.reservations = reservations;
        this.attempts = new Attempts(nanos);
        this.log = log;
    }

    /**
     * Told of the GPUs that there are, again and again. What could not be put back so far, for
     * people; it is tried some times more, and whenever the GPUs are others.
     */
    List<String> putBack(GpuControl control, List<AttachedGpu> gpus) {
        if (!gpus.equals(last)) {
            last = List.copyOf(gpus);
            failures.clear();
            attempts.begin();
        } else if (!failures.isEmpty() && attempts.isDue()) {
            failures.clear();
            attempts.repeat();
        }
        var journal = control.journal();
        if (!journal.isThere()) {
            failures.clear();
            return List.of();
        }
        try {
            forgetOld(journal);
            putBack(control);
        } catch (StateFile.Damaged e) {
            setAside(journal, e);
        } catch (IOException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
        return List.copyOf(failures.values());
    }

    private void forgetOld(TrialJournal journal) throws IOException {
        for (TriedSetting old : journal.removeOld()) {
            log.atWarn()
                    .addKeyValue("gpu", old.uuid())
                    .addKeyValue("settings", old.setting() + " " + old.was().orElse("free"))
                    .log("what a lost trial had set is put back no more: it was long ago");
        }
    }

    private void putBack(GpuControl control) throws IOException {
        var left =
                control.journal().all().stream()
                        .map(TriedSetting::uuid)
                        .collect(Collectors.toSet());
        failures.keySet().retainAll(left);
        for (AttachedGpu gpu : last) {
            if (left.contains(gpu.uuid()) && !failures.containsKey(gpu.uuid())) {
                putBack(control, gpu.uuid());
            }
        }
    }

    /** A trial that goes on has taken the GPU, and puts back itself. */
    private void putBack(GpuControl control, String uuid) throws IOException {
        try {
            reservations.take(uuid, "what a lost trial had set is put back");
        } catch (ActionFailure _) {
            return;
        }
        try {
            putBackTaken(control, uuid);
        } finally {
            reservations.giveBack(Set.of(uuid));
        }
    }

    /** The journal is read once more: a trial may have ended since. */
    private void putBackTaken(GpuControl control, String uuid) throws IOException {
        var told = new Told();
        var done = new ArrayList<TriedSetting>();
        var stuck = new HashSet<String>();
        var left = new ArrayList<>(control.journal().all());
        left.removeIf(tried -> !tried.uuid().equals(uuid));
        Collections.reverse(left);
        try (var session = GpuSession.enter(control.driver(), uuid, PATIENCE)) {
            for (TriedSetting tried : left) {
                putBack(session, tried, told, done, stuck);
            }
        } catch (ActionFailure e) {
            told.problems.add(e.getMessage());
        }
        strikeOut(control.journal(), done, told);
        tell(uuid, told);
    }

    /** An earlier trial's waits for a later one's of the same setting. */
    private void putBack(
            GpuSession session,
            TriedSetting tried,
            Told told,
            List<TriedSetting> done,
            Set<String> stuck) {
        if (stuck.contains(tried.setting())) {
            return;
        }
        try {
            putBack(session, tried, told);
            done.add(tried);
        } catch (ActionFailure e) {
            told.problems.add(tried.setting() + ": " + e.getMessage());
            stuck.add(tried.setting());
        }
    }

    private static void strikeOut(TrialJournal journal, List<TriedSetting> done, Told told) {
        try {
            journal.remove(done);
        } catch (IOException e) {
            told.problems.add(String.valueOf(e.getMessage()));
        }
    }

    private void putBack(GpuSession session, TriedSetting tried, Told told) throws ActionFailure {
        var planned = tried.asBefore(new SettingPlans(session, locks));
        if (planned.isEmpty()) {
            told.leftAlone.add(tried.setting() + ": the GPU has it no more");
            return;
        }
        var change = planned.get();
        var now = change.old().map(TriedSetting::text).orElse("");
        boolean isRead = change.reading().isPresent();
        if (isRead && !change.isDifferent()) {
            return;
        }
        if (isRead && !now.equals(tried.tried())) {
            told.leftAlone.add(
                    tried.setting() + " is " + now + ", the trial had set " + tried.tried());
            return;
        }
        change.call(session);
        change.readBack(session);
        told.putBack.add(tried.setting() + " " + TriedSetting.text(change.wanted()));
    }

    private void tell(String uuid, Told told) {
        if (!told.putBack.isEmpty()) {
            log.atWarn()
                    .addKeyValue("gpu", uuid)
                    .addKeyValue("settings", String.join(", ", told.putBack))
                    .log("a trial was lost with its process, what it had set is put back");
        }
        if (!told.leftAlone.isEmpty()) {
            log.atWarn()
                    .addKeyValue("gpu", uuid)
                    .addKeyValue("settings", String.join(", ", told.leftAlone))
                    .log("what a lost trial had set was set again since, and is left alone");
        }
        if (!told.problems.isEmpty()) {
            failures.put(
                    uuid, "not put back after a lost trial: " + String.join("; ", told.problems));
        }
    }

    /** It must not keep trials to come from being written down. */
    private void setAside(TrialJournal journal, IOException why) {
        try {
            log.atWarn()
                    .addKeyValue("aside", journal.setAside())
                    .addKeyValue("error", why.getMessage())
                    .log("what trials have set and not put back cannot be read");
        } catch (IOException e) {
            failures.put("", why.getMessage() + "; and it cannot be set aside: " + e.getMessage());
        }
    }
}
