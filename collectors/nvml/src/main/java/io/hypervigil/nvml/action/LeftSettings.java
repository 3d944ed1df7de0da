package io.hypervigil.nvml.action;

import io.hypervigil.collect.action.ActionFailure;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;

/**
 * Puts back what trials have left of one GPU. What is not as the trial had set it was set by
 * somebody else since, and is left alone.
 *
 * <p>Thread: one.
 */
final class LeftSettings {

    private final ClockLocks locks;
    private final List<TriedSetting> done = new ArrayList<>();
    private final Set<String> stuck = new HashSet<>();
    private final List<String> putBack = new ArrayList<>();
    private final List<String> leftAlone = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    LeftSettings(ClockLocks locks) {
        this.locks = locks;
    }

    /** The last first, as they were set; an earlier one waits for a later one of its setting. */
    void putBack(GpuSession session, List<TriedSetting> left) {
        for (TriedSetting tried : left.reversed()) {
            if (stuck.contains(tried.setting())) {
                continue;
            }
            try {
                putBack(session, tried);
                done.add(tried);
            } catch (ActionFailure e) {
                stuck.add(tried.setting());
                fail(tried.setting() + ": " + e.getMessage());
            }
        }
    }

    private void putBack(GpuSession session, TriedSetting tried) throws ActionFailure {
        var planned = tried.asBefore(new SettingPlans(session, locks));
        if (planned.isEmpty()) {
            leftAlone.add(tried.setting() + ": the GPU has it no more");
            return;
        }
        var change = planned.get();
        if (change.reading().isPresent()) {
            var now = change.old().map(TriedSetting::text).orElse("");
            if (!change.isDifferent()) {
                return;
            }
            if (!now.equals(tried.tried())) {
                leftAlone.add(
                        tried.setting() + " is " + now + ", the trial had set " + tried.tried());
                return;
            }
        }
        change.call(session);
        change.readBack(session);
        putBack.add(tried.setting() + " " + TriedSetting.text(change.wanted()));
    }

    /** Something else went wrong. */
    void fail(String why) {
        problems.add(why);
    }

    /** Those that nothing has to be done of any more. */
    List<TriedSetting> done() {
        return done;
    }

    /** Why others are not put back, for people. */
    List<String> problems() {
        return problems;
    }

    /** Says what became of them, nothing of those that were as before. */
    void tell(Logger log, String uuid) {
        tell(log, uuid, putBack, "a trial was lost with its process, what it had set is put back");
        tell(
                log,
                uuid,
                leftAlone,
                "what a lost trial had set was set again since, and is left alone");
    }

    private static void tell(Logger log, String uuid, List<String> settings, String message) {
        if (!settings.isEmpty()) {
            log.atWarn()
                    .addKeyValue("gpu", uuid)
                    .addKeyValue("settings", String.join(", ", settings))
                    .log(message);
        }
    }
}
