package io.hypervigil.containers.quota;

import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Holds what is asked for against what there is. It promises nothing: who asks sees to it that
 * nobody else asks until the container is made.
 *
 * <p>Thread: any; immutable.
 */
public final class Quotas {

    private final QuotaSettings settings;

    public Quotas(QuotaSettings settings) {
        this.settings = settings;
    }

    /** Whether a container of this owner has to be limited in a resource to be counted at all. */
    public boolean isLimited(String owner, Resource resource) {
        return resource.of(settings.host()).isPresent()
                || resource.of(settings.of(owner)).isPresent();
    }

    /** Whether there is any quota that a container of this owner counts on. */
    public boolean isLimited(String owner) {
        for (Resource resource : Resource.values()) {
            if (isLimited(owner, resource)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Refuses what is beyond the quota of the host or of the owner.
     *
     * @param others all other containers there are, running or not
     * @throws ActionFailure that says which quota, used, asked and limit
     */
    public void check(List<Holding> others, String owner, Amounts wanted) throws ActionFailure {
        var refusals = new ArrayList<String>();
        refuse("the host", settings.host(), sum(others), wanted, refusals);
        var owned = others.stream().filter(one -> one.owner().equals(Optional.of(owner))).toList();
        refuse(owner, settings.of(owner), sum(owned), wanted, refusals);
        if (!refusals.isEmpty()) {
            throw new ActionFailure(
                    Kind.QUOTA,
                    String.join("; ", refusals),
                    "ask for less, remove containers, or raise collectors.containers.quotas",
                    null);
        }
    }

    private static Amounts sum(List<Holding> holdings) {
        return holdings.stream().map(Holding::amounts).reduce(Amounts.NONE, Amounts::plus);
    }

    private static void refuse(
            String whose, QuotaLimits limits, Amounts used, Amounts wanted, List<String> refusals) {
        for (Resource resource : Resource.values()) {
            long asked = resource.of(wanted);
            long taken = resource.of(used);
            long limit = resource.of(limits).orElse(Long.MAX_VALUE);
            if (asked > 0 && asked > limit - taken) {
                refusals.add(
                        "quota of "
                                + whose
                                + ": "
                                + resource.text()
                                + ": "
                                + resource.shown(taken)
                                + " used, "
                                + resource.shown(asked)
                                + " asked for, "
                                + resource.shown(limit)
                                + " allowed");
            }
        }
    }
}
