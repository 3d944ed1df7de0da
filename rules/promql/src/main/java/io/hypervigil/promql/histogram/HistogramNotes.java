package io.hypervigil.promql.histogram;

import java.util.EnumSet;
import java.util.Set;

/**
 * What an operation on histograms noticed that the query's user should know; the caller words it.
 *
 * <p>Thread: confined.
 */
public final class HistogramNotes {

    /** Something noticed. */
    public enum Note {
        /** One histogram says that its counter was reset, another that it was not. */
        COUNTER_RESET_COLLISION,
        /** Custom buckets had different bounds; those that both have were kept. */
        BOUNDS_RECONCILED,
        /** The quantile is among observations that are not a number. */
        QUANTILE_IS_NAN,
        /** Observations that are not a number make the quantile higher. */
        QUANTILE_IS_SKEWED,
        /** Observations that are not a number are in no fraction. */
        FRACTION_WITHOUT_NAN
    }

    private final Set<Note> found = EnumSet.noneOf(Note.class);

    void add(Note note) {
        found.add(note);
    }

    /** Whether something was noticed since the last {@link #clear}. */
    public boolean has(Note note) {
        return found.contains(note);
    }

    /** Whether nothing was. */
    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** Takes over what another has. */
    public void addAll(HistogramNotes other) {
        found.addAll(other.found);
    }

    /** Forgets all. */
    public void clear() {
        found.clear();
    }
}
