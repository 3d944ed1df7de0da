package io.hypervigil.web.security;

import io.hypervigil.collect.settings.Given;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects what is wrong with what was given, each with the place of the value it is about.
 *
 * <p>Thread: one.
 */
final class Places {

    private final Given root;
    private final List<String> problems = new ArrayList<>();

    Places(Given root) {
        this.root = root;
    }

    /** Refuses the value that a path of keys and indices leads to. */
    void refuse(String why, Object... path) {
        problems.add(line(why, path));
    }

    /** As {@link #refuse}, without keeping it. */
    String line(String why, Object... path) {
        var shown = new StringBuilder();
        var place = root.place();
        Given at = root;
        for (Object step : path) {
            Given next = null;
            if (step instanceof Integer index) {
                shown.append('[').append(index).append(']');
                if (at instanceof Given.Items items) {
                    next = items.items().get(index);
                }
            } else {
                var key = step.toString();
                shown.append(shown.isEmpty() ? "" : ".").append(key);
                next = at instanceof Given.Fields fields ? fields.fields().get(key) : null;
            }
            if (next != null) {
                at = next;
                place = at.place();
            }
        }
        return place + ": " + (shown.isEmpty() ? "" : shown + ": ") + why;
    }

    List<String> problems() {
        return List.copyOf(problems);
    }
}
