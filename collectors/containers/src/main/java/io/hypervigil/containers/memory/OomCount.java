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

    /** What the kernel's log says of all its runs. */
    private long logged;

    private final long loggedBefore;

    /**
     * @param loggedBefore what the kernel's log said of another container of the same name
     */
    OomCount(long loggedBefore) {
        this.loggedBefore = loggedBefore;
    }

    /** What the runtime says; another that tells of the same container counts from 0. */
    void tell(Container container) {
        var fresh = container.oomKills();
        boolean isOther = !container.runtime().equals(runtime);
        var freshStart = container.times().started();
        long toldOfEarlier = Math.max(0, fresh.before() - told.before());
        if (!isOther && freshStart.isPresent() && !freshStart.equals(started)) {
            unsaid += Math.max(0, seen - toldOfEarlier);
            seen = 0;
        } else if (!isOther) {
            // An event that came after the next start was known: a control group had counted it.
            unsaid = Math.max(0, unsaid - toldOfEarlier);
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

    /** What the kernel's log says of a container's name in all. */
    void log(long kills) {
        logged = Math.max(logged, kills - loggedBefore);
    }

    long total() {
        return Math.max(logged, told.all() + unsaid + Math.max(0, seen - told.since()));
    }
}
