package io.hypervigil.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Fact;
import io.hypervigil.collect.FactBoard;
import io.hypervigil.collect.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class PodClaimsTest {

    private static final Fact.Claim CLAIM =
            new Fact.Claim(
                    new Fact.Owner(Fact.OwnerType.POD, "ns/pod", "ns/pod"),
                    new Fact.Device.GpuUuid("GPU-1"),
                    Fact.Basis.CONFIGURED,
                    OptionalDouble.empty());

    private final FactBoard facts = new FactBoard();
    private final ManualClock clock = new ManualClock(Instant.EPOCH);
    private final PodClaims claims = new PodClaims(facts, clock, Duration.ofSeconds(100));

    @Test
    void they_last_for_a_while_after_the_last_answer() {
        claims.publish(List.of(CLAIM));

        clock.advance(Duration.ofSeconds(100));
        claims.age();
        assertThat(facts.facts(Fact.Claim.class)).containsExactly(CLAIM);

        clock.advance(Duration.ofSeconds(1));
        claims.age();
        assertThat(facts.facts(Fact.Claim.class)).isEmpty();
    }

    @Test
    void an_answer_that_comes_after_the_end_is_not_published() {
        claims.close();

        claims.publish(List.of(CLAIM));

        assertThat(facts.facts(Fact.Claim.class)).isEmpty();
    }
}
