package io.hypervigil.containers.quota;

import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.quota.Excess;
import io.hypervigil.collect.quota.Resource;
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
    public boolean isLimited(String owner, Resource<Amounts, QuotaLimits> resource) {
        return resource.isLimited(settings.host()) || resource.isLimited(settings.of(owner));
    }

    /** Whether there is any quota that a container of this owner counts on. */
    public boolean isLimited(String owner) {
        return Resources.ALL.stream().anyMatch(resource -> isLimited(owner, resource));
    }

    /**
     * Refuses what is beyond the quota of the host or of the owner.
     *
     * @param others all other containers there are, running or not
     * @throws ActionFailure that says which quota, used, asked and limit
     */
    public void check(List<Holding> others, String owner, Amounts wanted) throws ActionFailure {
        var owned = others.stream().filter(one -> one.owner().equals(Optional.of(owner))).toList();
        new Excess<>(Resources.ALL, wanted)
                .over("the host", settings.host(), sum(others), Amounts.NONE)
                .over(owner, settings.of(owner), sum(owned), Amounts.NONE)
                .refuse("containers", "containers");
    }

    private static Amounts sum(List<Holding> holdings) {
        return holdings.stream().map(Holding::amounts).reduce(Amounts.NONE, Amounts::plus);
    }
}
