package io.hypervigil.containers.instance;

import io.hypervigil.containers.inventory.Container;
import io.hypervigil.containers.inventory.OomKills;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts by container how often it ran out of memory: a runtime tells it once, by an event, and
 * after the end of the last run alone whether it did. The count of a container never falls.
 *
 * <p>Thread: one.
 */
final class OomLog {

    /** A runtime notes an event a little later than the end that it tells of. */
    private static final Duration LATE = Duration.ofSeconds(2);

    /** Of one run that are told apart by time; more are counted as those of runs before. */
    private static final int MOST_OF_RUN = 100;

    private final Map<String, Runs> byContainer = new HashMap<>();

    /** Notes an event. */
    void add(String container, Instant time) {
        byContainer.computeIfAbsent(container, _ -> new Runs()).add(time);
    }

    /** A container with all that is known of it, where it comes with what its last run says. */
    Container counted(Container container) {
        var runs = byContainer.get(container.id());
        if (runs == null && container.oomKills().all() == 0) {
            return container;
        }
        if (runs == null) {
            runs = new Runs();
            byContainer.put(container.id(), runs);
        }
        return container.with(runs.counted(container));
    }

    /** Forgets all but these. */
    void retain(Collection<String> containers) {
        byContainer.keySet().retainAll(containers);
    }

    private static final class Runs {

        private final List<Instant> times = new ArrayList<>();
        private Instant inspected = Instant.MIN;
        private Instant started = Instant.MIN;
        private long before;

        void add(Instant time) {
            boolean isKnown = !time.isAfter(inspected);
            inspected = isKnown ? Instant.MIN : inspected;
            if (!isKnown) {
                note(time);
            }
        }

        OomKills counted(Container container) {
            started = container.times().started().orElse(started);
            int earlier = (int) times.stream().filter(time -> time.isBefore(started)).count();
            times.removeIf(time -> time.isBefore(started));
            before += earlier;
            var end = container.times().finished().orElse(started);
            if (container.oomKills().since() > 0 && isNews(end)) {
                note(end);
                inspected = end.plus(LATE);
            }
            return new OomKills(before, times.size());
        }

        /** Docker goes on saying of one that runs again how its last run ended. */
        private boolean isNews(Instant end) {
            return end.isBefore(started) ? before == 0 : times.isEmpty();
        }

        private void note(Instant time) {
            if (time.isBefore(started)) {
                before++;
                return;
            }
            if (times.size() == MOST_OF_RUN) {
                times.removeFirst();
                before++;
            }
            times.add(time);
        }
    }
}
