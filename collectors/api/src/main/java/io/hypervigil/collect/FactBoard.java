package io.hypervigil.collect;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where collectors leave facts for each other, so that they are joined without knowing each other.
 *
 * <p>Thread: any.
 */
public final class FactBoard {

    private final Map<String, List<Fact>> facts = new ConcurrentHashMap<>();

    /**
     * Replaces all that a publisher said before.
     *
     * @param publisher the collector's name, with the probe's where several publish
     */
    public void publish(String publisher, List<? extends Fact> newFacts) {
        facts.put(publisher, List.copyOf(newFacts));
    }

    /** Takes back all that a publisher said. */
    public void withdraw(String publisher) {
        facts.remove(publisher);
    }

    /** All facts of a kind, whoever published them. */
    public <F extends Fact> List<F> facts(Class<F> kind) {
        var found = new ArrayList<F>();
        for (List<Fact> published : facts.values()) {
            for (Fact fact : published) {
                if (kind.isInstance(fact)) {
                    found.add(kind.cast(fact));
                }
            }
        }
        return List.copyOf(found);
    }
}
