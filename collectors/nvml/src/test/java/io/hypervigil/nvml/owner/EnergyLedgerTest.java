package io.hypervigil.nvml.owner;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Fact.Basis;
import io.hypervigil.collect.Fact.OwnerType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class EnergyLedgerTest {

    private static final double ROUNDING = 1e-9;

    /** What a GPU and its owners did: numbers of owners lead to their activity, and shares. */
    record Round(double joules, Map<Integer, Double> active, List<Holding> holdings) {}

    @Property(tries = 300)
    void owners_never_have_more_than_the_gpu_used_and_no_counter_falls(
            @ForAll("histories") List<Round> history) {
        var ledger = new EnergyLedger();
        var now = Instant.EPOCH;
        Map<Place, Double> before = new HashMap<>();
        double used = 0;
        double last = Double.NaN;
        for (Round round : history) {
            now = now.plusSeconds(15);
            used += round.joules > last ? round.joules - last : 0;
            last = round.joules;
            var shown = take(ledger, round, now);

            assertThat(shown.values().stream().mapToDouble(j -> j).sum())
                    .isLessThanOrEqualTo(used * (1 + ROUNDING) + ROUNDING);
            before.forEach(
                    (place, joules) ->
                            assertThat(shown.getOrDefault(place, joules))
                                    .isGreaterThanOrEqualTo(joules));
            before = shown;
        }
    }

    private static Map<Place, Double> take(EnergyLedger ledger, Round round, Instant now) {
        var active = new TreeMap<OwnerKey, Double>();
        round.active.forEach((number, share) -> active.put(key(number), share));
        active.keySet().forEach(owner -> ledger.see("GPU-1", owner, now));
        round.holdings.forEach(holding -> ledger.see("GPU-1", holding.owner(), now));
        var configured = Shares.ofConfigured(round.holdings).getOrDefault("GPU-1", Map.of());
        ledger.take("GPU-1", round.joules, active, configured);
        return ledger.shown(now);
    }

    @Property(tries = 300)
    void shares_that_nobody_said_never_make_a_gpu_larger_than_it_is(
            @ForAll("holdings") List<Holding> holdings) {
        double said =
                holdings.stream()
                        .mapToDouble(
                                holding -> holding.share().orElse(holding.held().size().orElse(0)))
                        .sum();

        var shares = Shares.of(holdings).getOrDefault("GPU-1", Map.of());

        assertThat(shares.values()).allMatch(share -> share >= 0 && share <= 1);
        assertThat(shares.values().stream().mapToDouble(share -> share).sum())
                .isLessThanOrEqualTo(Math.max(1, said) + ROUNDING);
    }

    @Provide
    Arbitrary<List<Round>> histories() {
        var joules = Arbitraries.doubles().between(0, 1e6);
        var active =
                Arbitraries.maps(
                                Arbitraries.integers().between(0, 5),
                                Arbitraries.of(0.0, 0.001, 0.5, 1.0))
                        .ofMaxSize(4);
        return Combinators.combine(joules, active, holdings()).as(Round::new).list().ofMaxSize(12);
    }

    @Provide
    Arbitrary<List<Holding>> holdings() {
        var parts = Arbitraries.of("GPU-1", "MIG-a", "MIG-b");
        var shares =
                Arbitraries.of(
                        OptionalDouble.empty(), OptionalDouble.of(0.25), OptionalDouble.of(1));
        var holding =
                Combinators.combine(
                                Arbitraries.integers().between(0, 5),
                                parts,
                                shares,
                                shares,
                                Arbitraries.of(Basis.values()))
                        .as(
                                (owner, part, size, share, basis) ->
                                        new Holding(
                                                key(owner),
                                                new HeldPart("GPU-1", part, size),
                                                basis,
                                                share));
        return holding.list().ofMaxSize(6).map(ArrayList::new);
    }

    private static OwnerKey key(int number) {
        return new OwnerKey(OwnerType.CONTAINER, "owner-" + number);
    }
}
