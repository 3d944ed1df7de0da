package io.hypervigil.collect.quota;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;

/**
 * What there is a quota of.
 *
 * @param text for people, unit included: {@code memory bytes}
 * @param amount how much of it somebody has
 * @param limit how much of it a quota allows; empty for any
 * @param shown an amount for people
 * @param <A> how much of each somebody has
 * @param <L> a quota of each
 */
public record Resource<A, L>(
        String text,
        ToLongFunction<A> amount,
        Function<L, Optional<Long>> limit,
        LongFunction<String> shown) {

    /** One whose amounts are shown as they are counted. */
    public Resource(String text, ToLongFunction<A> amount, Function<L, Optional<Long>> limit) {
        this(text, amount, limit, Long::toString);
    }

    /** Whether a quota says anything of it. */
    public boolean isLimited(L limits) {
        return limit.apply(limits).isPresent();
    }

    /**
     * Why somebody cannot have what he asks for; empty where he can. What he does not ask more of
     * than he had is not refused, however little is allowed by now.
     *
     * @param whose the quota is: {@code the host}
     * @param used by all others who count on it
     * @param before what he has of it already, and what he asks for is instead of
     */
    Optional<String> refusal(String whose, L limits, A used, A before, A wanted) {
        long asked = amount.applyAsLong(wanted);
        long taken = amount.applyAsLong(used);
        long allowed = limit.apply(limits).orElse(Long.MAX_VALUE);
        if (asked <= amount.applyAsLong(before) || asked <= allowed - taken) {
            return Optional.empty();
        }
        return Optional.of(
                "quota of "
                        + whose
                        + ": "
                        + text
                        + ": "
                        + shown.apply(taken)
                        + " used, "
                        + shown.apply(asked)
                        + " asked for, "
                        + shown.apply(allowed)
                        + " allowed");
    }
}
