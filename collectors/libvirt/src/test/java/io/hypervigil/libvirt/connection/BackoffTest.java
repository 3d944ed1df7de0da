package io.hypervigil.libvirt.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

final class BackoffTest {

    @Property
    void pauses_double_up_to_the_longest_and_begin_anew(@ForAll long seed) {
        var backoff = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(5), new Random(seed));
        for (long most : new long[] {250, 500, 1_000, 2_000, 4_000, 5_000, 5_000}) {
            assertThat(backoff.pause())
                    .isBetween(Duration.ofMillis(most / 2), Duration.ofMillis(most));
        }
        backoff.reset();
        assertThat(backoff.pause()).isBetween(Duration.ofMillis(125), Duration.ofMillis(250));
    }
}
