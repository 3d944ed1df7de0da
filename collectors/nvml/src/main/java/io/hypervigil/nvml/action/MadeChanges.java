package io.hypervigil.nvml.action;

import io.hypervigil.collect.Threads;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.nvml.driver.NvmlDriver;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Changes that were made, the last on top, so that they can be put back.
 *
 * <p>Thread: one.
 */
final class MadeChanges {

    /** How long others who call a GPU are waited for: what was set must not stay. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final NvmlDriver driver;
    private final Deque<Made> made = new ArrayDeque<>();
    private final Set<String> stuck = new HashSet<>();

    private record Made(String uuid, Change change) {

        String text() {
            return Made.text(uuid, change.setting());
        }

        static String text(String uuid, String setting) {
            return uuid + " " + setting;
        }
    }

    MadeChanges(NvmlDriver driver) {
        this.driver = driver;
    }

    boolean isEmpty() {
        return made.isEmpty();
    }

    /** Whether a setting was changed and could not be put back. */
    boolean isStuck(TriedSetting tried) {
        return stuck.contains(Made.text(tried.uuid(), tried.setting()));
    }

    /** Leaves all as it is: none of it can be put back any more. */
    void keep() {
        made.clear();
    }

    /**
     * Makes a change and reads back. One that fails and may have been made all the same is kept.
     */
    void make(GpuSession gpu, Change change) throws ActionFailure {
        made.push(new Made(gpu.uuid(), change));
        boolean isCalled = false;
        try {
            change.call(gpu);
            isCalled = true;
            change.readBack(gpu);
        } catch (ActionFailure e) {
            boolean isRefused = !isCalled && e.kind() != Kind.FAILED;
            if (isRefused || change.isUntouched(gpu)) {
                made.pop();
            }
            throw e;
        }
    }

    /** Puts all back, and adds to a failure what became of it. */
    ActionFailure putBackAfter(ActionFailure why) {
        if (made.isEmpty()) {
            return why;
        }
        var names = made.stream().map(Made::text).collect(Collectors.joining(", "));
        var problems = putBack();
        return problems.isEmpty()
                ? Refusal.of(why.kind(), why.getMessage() + "; put back: " + names, why.remedy())
                : Refusal.unfinished(String.valueOf(why.getMessage()), problems);
    }

    /**
     * Puts all back, the last first. What could not be. An interruption is kept for later: it would
     * end the waiting for a GPU, and what was set would stay.
     */
    List<String> putBack() {
        return Threads.despiteInterruption(
                () -> {
                    var problems = new ArrayList<String>();
                    while (!made.isEmpty()) {
                        putBack(made.pop(), problems);
                    }
                    return problems;
                });
    }

    private void putBack(Made last, List<String> problems) {
        try (var session = session(last.uuid)) {
            last.change.putBack(session);
        } catch (ActionFailure e) {
            problems.add(last.change.setting() + ": " + e.getMessage());
            stuck.add(last.text());
        }
    }

    /** The driver may have been let go meanwhile, and is then taken again. */
    private GpuSession session(String uuid) throws ActionFailure {
        try {
            return GpuSession.enter(driver, uuid, PATIENCE);
        } catch (ActionFailure e) {
            if (e.kind() != Kind.UNAVAILABLE) {
                throw e;
            }
        }
        driver.attach();
        return GpuSession.enter(driver, uuid, PATIENCE);
    }
}
