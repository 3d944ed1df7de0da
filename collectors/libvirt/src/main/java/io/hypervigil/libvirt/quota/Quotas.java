package io.hypervigil.libvirt.quota;

import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

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
        var before =
                Optional.ofNullable(domains.remove(wanted.domain()))
                        .map(Holding::amounts)
                        .orElse(Amounts.NONE);
        var refusals = new ArrayList<String>();
        var all = sum(domains, Optional.empty());
        refusals.addAll(refuse("the host", settings.host(), all, before, wanted));
        if (wanted.owner().isPresent()) {
            var owner = wanted.owner().get();
            var used = sum(domains, wanted.owner());
            refusals.addAll(refuse(owner, settings.of(owner), used, before, wanted));
        }
        if (!refusals.isEmpty()) {
            throw new ActionFailure(
                    Kind.QUOTA,
                    String.join("; ", refusals),
                    "ask for less, remove machines, or raise collectors.libvirt.quotas",
                    null);
        }
    }

    private static List<String> refuse(
            String whose, QuotaLimits limits, Amounts used, Amounts before, Holding wanted) {
        var refusals = new ArrayList<String>();
        for (Resource resource : Resource.values()) {
            long asked = resource.of(wanted.amounts());
            long limit = resource.of(limits).orElse(Long.MAX_VALUE);
            long taken = resource.of(used);
            if (asked > resource.of(before) && asked > limit - taken) {
                refusals.add(
                        "quota of "
                                + whose
                                + ": "
                                + resource.text()
                                + ": "
                                + taken
                                + " used, "
                                + asked
                                + " asked for, "
                                + limit
                                + " allowed");
            }
        }
        return refusals;
    }

    /** What is used of each quota, the host's first; owners without a machine are left out. */
    public synchronized List<QuotaUse> uses() throws ActionFailure {
        var domains = domains();
        var uses = new ArrayList<QuotaUse>();
        add(uses, Optional.empty(), settings.host(), sum(domains, Optional.empty()));
        var owners = new TreeSet<String>();
        domains.values().forEach(holding -> holding.owner().ifPresent(owners::add));
        for (String owner : owners) {
            var named = Optional.of(owner);
            add(uses, named, settings.of(owner), sum(domains, named));
        }
        return uses;
    }

    private static void add(
            List<QuotaUse> uses, Optional<String> owner, QuotaLimits limits, Amounts used) {
        for (Resource resource : Resource.values()) {
            uses.add(new QuotaUse(owner, resource, resource.of(used), resource.of(limits)));
        }
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
