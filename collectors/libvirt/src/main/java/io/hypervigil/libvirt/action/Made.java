package io.hypervigil.libvirt.action;

import io.hypervigil.collect.Threads;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.libvirt.jna.VirtException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What has been made so far, so that all of it can be taken back, the last first.
 *
 * <p>Thread: one.
 */
final class Made {

    private final Deque<Step> steps = new ArrayDeque<>();

    /** Takes one thing back. */
    interface Undo {
        void run() throws ActionFailure, VirtException;
    }

    /**
     * @param isHolder whether what was made before it is in use as long as it is there
     */
    private record Step(String what, Undo undo, boolean isHolder) {}

    /** Notes that something is there now. */
    void add(String what, Undo undo) {
        steps.push(new Step(what, undo, false));
    }

    /** Notes something that uses all before it: they stay where it cannot be taken back. */
    void addHolder(String what, Undo undo) {
        steps.push(new Step(what, undo, true));
    }

    /**
     * Takes all back; answers the failure with what was and what could not be. A thread that was
     * interrupted, which may be the failure, takes back all the same.
     */
    ActionFailure takeBack(ActionFailure cause) {
        return Threads.despiteInterruption(() -> takenBack(cause));
    }

    private ActionFailure takenBack(ActionFailure cause) {
        var gone = new ArrayList<String>();
        var left = new ArrayList<String>();
        while (!steps.isEmpty()) {
            var step = steps.pop();
            try {
                step.undo().run();
                gone.add(step.what());
            } catch (ActionFailure | VirtException e) {
                left.add(step.what() + " (" + e.getMessage() + ")");
                if (step.isHolder()) {
                    steps.forEach(held -> left.add(held.what()));
                    steps.clear();
                }
            }
        }
        return new ActionFailure(
                cause.kind(),
                cause.getMessage() + told("taken back", gone) + told("left behind", left),
                left.isEmpty() ? cause.remedy() : cause.remedy() + "; remove what was left behind",
                cause);
    }

    private static String told(String how, List<String> things) {
        return things.isEmpty() ? "" : "; " + how + ": " + String.join(", ", things);
    }
}
