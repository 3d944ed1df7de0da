package io.hypervigil.collect.quota;

import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * What somebody asks for beyond quotas: gathered from all that he counts on, so that he is told of
 * all at once.
 *
 * <p>Thread: one.
 *
 * @param <A> how much of each resource somebody has
 * @param <L> a quota of each resource
 */
public final class Excess<A, L> {

    private final List<Resource<A, L>> resources;
    private final A wanted;
    private final List<String> refusals = new ArrayList<>();

    /**
     * @param wanted what he shall have in all
     */
    public Excess(List<Resource<A, L>> resources, A wanted) {
        this.resources = List.copyOf(resources);
        this.wanted = wanted;
    }

    /**
     * Holds it against one quota.
     *
     * @param whose the quota is: {@code the host}
     * @param used by all others who count on it
     * @param before what he has already and counts on it, which the wanted is instead of
     */
    public Excess<A, L> over(String whose, L limits, A used, A before) {
        for (Resource<A, L> resource : resources) {
            resource.refusal(whose, limits, used, before, wanted).ifPresent(refusals::add);
        }
        return this;
    }

    /**
     * Refuses what is beyond any of them.
     *
     * @param things that count on the quotas: {@code containers}
     * @param collector whose setting {@code quotas} it is
     * @throws ActionFailure that says which quota, used, asked and allowed
     */
    public void refuse(String things, String collector) throws ActionFailure {
        if (!refusals.isEmpty()) {
            throw new ActionFailure(
                    Kind.QUOTA,
                    String.join("; ", refusals),
                    "ask for less, remove "
                            + things
                            + ", or raise collectors."
                            + collector
                            + ".quotas",
                    null);
        }
    }
}
