package io.hypervigil.admin.call;

import io.hypervigil.collect.Collector;
import io.hypervigil.collect.action.Action;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The actions of all collectors that are switched on, by name.
 *
 * <p>Thread: any; immutable.
 */
public final class ActionCatalog {

    private final Map<String, Action> byName;

    private ActionCatalog(Map<String, Action> byName) {
        this.byName = Collections.unmodifiableMap(byName);
    }

    /**
     * What these collectors declare.
     *
     * @throws IllegalArgumentException where two actions have one name, with where both are
     */
    public static ActionCatalog of(List<? extends Collector> collectors) {
        var byName = new TreeMap<String, Action>();
        var declarers = new TreeMap<String, String>();
        for (Collector collector : collectors) {
            for (Action action : collector.actions()) {
                var earlier = declarers.putIfAbsent(action.name(), collector.name());
                if (earlier != null) {
                    throw new IllegalArgumentException(twice(action, earlier, collector.name()));
                }
                byName.put(action.name(), action);
            }
        }
        return new ActionCatalog(byName);
    }

    private static String twice(Action action, String earlier, String later) {
        return "action "
                + action.name()
                + (earlier.equals(later)
                        ? " is declared twice by the collector " + later
                        : " is declared by the collector " + earlier + " and by " + later)
                + ": a name means one action";
    }

    /** All of them, sorted by name. */
    public Collection<Action> all() {
        return byName.values();
    }

    /** The action of that name. */
    public Optional<Action> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
