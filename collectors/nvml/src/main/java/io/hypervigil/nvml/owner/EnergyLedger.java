package io.hypervigil.nvml.owner;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Shares out the energy of GPUs among their owners, by the rules that stand at the package.
 *
 * <p>An owner that goes is shown for ten minutes more, so that its last joules are scraped, and
 * goes on from where it was when it comes back; of those that have gone, 4,096 at most are
 * remembered.
 *
 * <p>Thread: one.
 */
final class EnergyLedger {

    private static final Duration SHOWN = Duration.ofMinutes(10);
    private static final int MOST = 4096;

    private final Map<String, Double> lastJoules = new HashMap<>();
    private final LinkedHashMap<Place, Account> accounts = new LinkedHashMap<>(16, 0.75f, true);

    private static final class Account {
        double joules;
        Instant seen;

        Account(Instant seen) {
            this.seen = seen;
        }

        boolean isShown(Instant now) {
            return !seen.plus(SHOWN).isBefore(now);
        }
    }

    /**
     * Takes what a GPU's counter says now. A counter that fell is another driver's, and begins
     * anew. Owners have been {@link #see}n before.
     *
     * @param active how much of the streaming multiprocessors each owner had
     * @param given the shares of those to whom it goes where none had any
     */
    void take(
            String gpu, double joules, Map<OwnerKey, Double> active, Map<OwnerKey, Double> given) {
        var last = lastJoules.put(gpu, joules);
        if (last == null || joules <= last) {
            return;
        }
        double busy = sum(active);
        if (busy > 0) {
            share(gpu, (joules - last) / busy, active);
        } else {
            share(gpu, (joules - last) / Math.max(1, sum(given)), given);
        }
    }

    /** Says that an owner is there. */
    void see(String gpu, OwnerKey owner, Instant now) {
        accounts.computeIfAbsent(new Place(gpu, owner), _ -> new Account(now)).seen = now;
    }

    /** The joules of all that are there or have just gone. */
    Map<Place, Double> shown(Instant now) {
        forgetTooMany(now);
        var shown = new TreeMap<Place, Double>();
        accounts.forEach(
                (place, account) -> {
                    if (account.isShown(now)) {
                        shown.put(place, account.joules);
                    }
                });
        return shown;
    }

    /** The longest gone come first; none that is shown is forgotten, since it would fall. */
    private void forgetTooMany(Instant now) {
        var eldest = accounts.values().iterator();
        while (accounts.size() > MOST && eldest.hasNext() && !eldest.next().isShown(now)) {
            eldest.remove();
        }
    }

    private void share(String gpu, double joulesOfOne, Map<OwnerKey, Double> parts) {
        parts.forEach(
                (owner, part) -> {
                    var account = accounts.get(new Place(gpu, owner));
                    if (account != null) {
                        account.joules += joulesOfOne * part;
                    }
                });
    }

    private static double sum(Map<OwnerKey, Double> parts) {
        return parts.values().stream().mapToDouble(part -> part).sum();
    }
}
