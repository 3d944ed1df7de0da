package io.hypervigil.nvml.action;

import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.nvml.driver.AttachedGpu;
import io.hypervigil.nvml.profile.ParsedFile;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;

/**
 * Has what was set by trials whose process was killed, or could not put it back itself, put back as
 * soon as the GPU is there.
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
        } else if (failures.isEmpty()) {
            // A trial to come may fail to put back as well.
            attempts.begin();
        } else if (attempts.isDue()) {
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
        } catch (ParsedFile.Damaged e) {
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
        var journal = control.journal();
        var left = journal.all().stream().filter(tried -> tried.uuid().equals(uuid)).toList();
        var settings = new LeftSettings(locks);
        try (var session = GpuSession.enter(control.driver(), uuid, PATIENCE)) {
            settings.putBack(session, left);
        } catch (ActionFailure e) {
            settings.fail(String.valueOf(e.getMessage()));
        }
        strikeOut(journal, settings);
        settings.tell(log, uuid);
        if (!settings.problems().isEmpty()) {
            failures.put(
                    uuid,
                    "not put back after a lost trial: " + String.join("; ", settings.problems()));
        }
    }

    private static void strikeOut(TrialJournal journal, LeftSettings settings) {
        try {
            journal.remove(settings.done());
        } catch (IOException e) {
            settings.fail(String.valueOf(e.getMessage()));
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
