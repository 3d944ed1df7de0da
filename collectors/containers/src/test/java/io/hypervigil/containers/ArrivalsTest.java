package io.hypervigil.containers;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.containers.instance.InstanceState;
import io.hypervigil.containers.instance.InstanceState.Down;
import io.hypervigil.containers.instance.InstanceState.Up;
import io.hypervigil.containers.instance.RuntimeInstance;
import io.hypervigil.containers.inventory.Container;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ArrivalsTest {

    private static final InstanceState UP = new Up(Instant.EPOCH, "20.10", "1.41");
    private static final InstanceState DOWN = new Down(Instant.EPOCH, "gone");

    private record Told(String address, InstanceState state) implements RuntimeInstance {

        @Override
        public String runtime() {
            return "docker";
        }

        @Override
        public Optional<String> user() {
            return Optional.empty();
        }

        @Override
        public Map<String, Container> containers() {
            return Map.of();
        }

        @Override
        public void close() {}
    }

    @Test
    void one_that_comes_up_is_seen_once_and_again_when_it_comes_back() {
        var arrivals = new Arrivals();
        List<RuntimeInstance> down = List.of(new Told("/a", DOWN), new Told("/b", DOWN));
        List<RuntimeInstance> first = List.of(new Told("/a", UP), new Told("/b", DOWN));
        List<RuntimeInstance> both = List.of(new Told("/a", UP), new Told("/b", UP));

        assertThat(arrivals.areIn(down)).isFalse();
        assertThat(arrivals.areIn(first)).isTrue();
        assertThat(arrivals.areIn(first)).isFalse();
        assertThat(arrivals.areIn(both)).isTrue();
        assertThat(arrivals.areIn(first)).isFalse();
        assertThat(arrivals.areIn(both)).isTrue();
    }
}
