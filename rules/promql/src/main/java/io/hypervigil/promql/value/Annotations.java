package io.hypervigil.promql.value;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a query's user should know beside its result: warnings (the result may be wrong) and infos
 * (the query may not be what was meant). One text at one place is kept once, however many series
 * bring it.
 *
 * <p>Thread: confined to the query.
 */
public final class Annotations {

    /** How grave it is. */
    public enum Level {
        WARNING("PromQL warning"),
        INFO("PromQL info");

        private final String prefix;

        Level(String prefix) {
            this.prefix = prefix;
        }
    }

    private record Key(Level level, String text, PositionRange position) {}

    private final Set<Key> found = new LinkedHashSet<>();

    /** Adds a warning at a place of the query; the text without the level before it. */
    public void warn(String text, PositionRange position) {
        found.add(new Key(Level.WARNING, text, position));
    }

    /** Adds an info at a place of the query; the text without the level before it. */
    public void info(String text, PositionRange position) {
        found.add(new Key(Level.INFO, text, position));
    }

    /** Whether there is one of this level. */
    public boolean has(Level level) {
        return found.stream().anyMatch(key -> key.level == level);
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** Takes over all of another. */
    public void addAll(Annotations other) {
        found.addAll(other.found);
    }

    /**
     * The texts of a level as Prometheus gives them, {@code PromQL warning: TEXT (LINE:COLUMN)}, at
     * most so many; what is left out is counted in one more line.
     *
     * @param query the text that the positions are of
     * @param limit 0: all
     */
    public List<String> texts(Level level, String query, int limit) {
        var texts = new ArrayList<String>();
        int leftOut = 0;
        for (var key : found) {
            if (key.level != level) {
                continue;
            }
            if (limit > 0 && texts.size() == limit) {
                leftOut++;
                continue;
            }
            texts.add(level.prefix + ": " + key.text + " (" + key.position.startIn(query) + ")");
        }
        if (leftOut > 0) {
            var kind = level == Level.WARNING ? "warning" : "info";
            texts.add(leftOut + " more " + kind + " annotations omitted");
        }
        return texts;
    }
}
