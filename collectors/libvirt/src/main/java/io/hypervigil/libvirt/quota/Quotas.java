package io.hypervigil.libvirt.quota;

import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.quota.Excess;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Holds what is asked for against what there is and what is promised already, so that two who ask
 * at once cannot both have the last of it.
 *
 * <p>Thread: any.
 */
public final class Quotas {

    /** A domain that is not seen for so long after it was made is gone again. */
    private static final Duration UNSEEN = Duration.ofMinutes(1);

    private final QuotaSettings settings;
    private final Holdings holdings;
    private final InstantSource clock;

    /** Each with when it was kept, if it was. */
    private final Map<Reservation, Optional<Instant>> reservations = new LinkedHashMap<>();

    public Quotas(QuotaSettings settings, Holdings holdings, InstantSource clock) {
        this.settings = settings;
        this.holdings = holdings;
        this.clock = clock;
    }

    /**
     * Promises a domain what it shall have in all, before it is made or grows. What it has already
     * is not counted twice, and what it does not ask more of is not refused.
     *
     * @throws ActionFailure that says which quota, used, asked and limit
     */
    public synchronized Reservation reserve(Holding wanted) throws ActionFailure {
        check(wanted);
        var reservation = new Reservation(this, wanted);
        reservations.put(reservation, Optional.empty());
        return reservation;
    }

    /** As {@link #reserve}, but promises nothing; for a dry run. */
    public synchronized void check(Holding wanted) throws ActionFailure {
        var domains = domains();
        var before = Optional.ofNullable(domains.remove(wanted.domain()));
        var excess =
                new Excess<>(Resources.ALL, wanted.amounts())
                        .over(
                                "the host",
                                settings.host(),
                                sum(domains, Optional.empty()),
                                amounts(before));
        if (wanted.owner().isPresent()) {
            // What it had for another owner, the new one did not have.
            var own = before.filter(had -> had.owner().equals(wanted.owner()));
            excess.over(
                    wanted.owner().get(),
                    settings.of(wanted.owner().get()),
                    sum(domains, wanted.owner()),
                    amounts(own));
        }
        excess.refuse("machines", "libvirt");
    }

    private static Amounts amounts(Optional<Holding> holding) {
        return holding.map(Holding::amounts).orElse(Amounts.NONE);
    }

    /** All domains by UUID, with what is promised where that is more. */
    private Map<String, Holding> domains() throws ActionFailure {
        var domains = new LinkedHashMap<String, Holding>();
        for (Holding holding : holdings.now()) {
            domains.put(holding.domain(), holding);
        }
        var now = clock.instant();
        reservations
                .entrySet()
                .removeIf(one -> isOver(one.getKey().promised(), one.getValue(), domains, now));
        for (Reservation reservation : reservations.keySet()) {
            domains.merge(reservation.promised().domain(), reservation.promised(), Quotas::larger);
        }
        return domains;
    }

    private static boolean isOver(
            Holding promised, Optional<Instant> kept, Map<String, Holding> seen, Instant now) {
        if (kept.isEmpty()) {
            return false;
        }
        var has = seen.get(promised.domain());
        return (has != null && has.amounts().max(promised.amounts()).equals(has.amounts()))
                || now.isAfter(kept.get().plus(UNSEEN));
    }

    private static Holding larger(Holding has, Holding promised) {
        return new Holding(
                has.domain(),
                promised.owner().or(has::owner),
                has.amounts().max(promised.amounts()));
    }

    /** Of one owner, or of all. */
    private static Amounts sum(Map<String, Holding> domains, Optional<String> owner) {
        return domains.values().stream()
                .filter(holding -> owner.isEmpty() || holding.owner().equals(owner))
                .map(Holding::amounts)
                .reduce(Amounts.NONE, Amounts::plus);
    }

    synchronized void keep(Reservation reservation) {
        reservations.replace(reservation, Optional.of(clock.instant()));
    }

    synchronized void giveBack(Reservation reservation) {
        reservations.remove(reservation, Optional.<Instant>empty());
    }
}
