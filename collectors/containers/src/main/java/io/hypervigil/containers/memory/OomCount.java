package io.hypervigil.containers.memory;

import io.hypervigil.containers.inventory.Container;
import io.hypervigil.containers.inventory.OomKills;
import java.time.Instant;
import java.util.Optional;

/**
 * How often one container ran out of memory.
 *
 * <p>Thread: one.
 */
final class OomCount {

    private String runtime = "";
    private Optional<Instant> started = Optional.empty();
    private OomKills told = OomKills.NONE;

    /** The control group's count in the present or last run. */
    private long seen;

    /** What control groups counted in earlier runs beyond what was told of these. */
    private long unsaid;

    /** What the runtime says; another that tells of the same container counts from 0. */
    void tell(Container container) {
        var fresh = container.oomKills();
        boolean isOther = !container.runtime().equals(runtime);
        var freshStart = container.times().started();
        if (!isOther && freshStart.isPresent() && !freshStart.equals(started)) {
            unsaid += Math.max(0, seen - Math.max(0, fresh.before() - told.before()));
            seen = 0;
        }
        runtime = container.runtime();
        started = freshStart.or(() -> started);
        told = fresh.all() >= told.all() ? fresh : told;
    }

    /** What the control group counts; less than before is that of a new run. */
    void see(long kills) {
        if (kills < seen && started.isEmpty()) {
            unsaid += seen;
            seen = kills;
        }
        seen = Math.max(seen, kills);
    }

    long total() {
        return told.all() + unsaid + Math.max(0, seen - told.since());
    }
}
