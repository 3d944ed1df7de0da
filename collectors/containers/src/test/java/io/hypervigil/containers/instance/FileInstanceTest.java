package io.hypervigil.containers.instance;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Eventually;
import io.hypervigil.collect.ManualClock;
import io.hypervigil.containers.instance.InstanceState.Down;
import io.hypervigil.containers.instance.InstanceState.Up;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class FileInstanceTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Instant START = Instant.ofEpochSecond(2_000_000_000);

    private final ManualClock clock = new ManualClock(START);

    @Test
    void files_that_hang_are_said_to() throws Exception {
        var hanging = new CountDownLatch(1);
        FileInstance.Source source =
                before -> {
                    try {
                        hanging.await();
                    } catch (InterruptedException e) {
                        throw new IOException(e);
                    }
                    return before;
                };
        try (var instance = instance(source)) {
            Eventually.get(
                    SOON,
                    () -> {
                        clock.advance(Duration.ofSeconds(31));
                        return assertThat(instance.state())
                                .isInstanceOfSatisfying(
                                        Down.class,
                                        down ->
                                                assertThat(down.reason())
                                                        .isEqualTo("/home/ada: reading it hangs"));
                    });
            hanging.countDown();
            Eventually.get(SOON, () -> assertThat(instance.state()).isInstanceOf(Up.class));
        }
    }

    @Test
    void files_that_cannot_be_read_are_tried_again() throws Exception {
        var failure = new AtomicReference<>(Optional.of(new IOException("no permission")));
        FileInstance.Source source =
                _ -> {
                    if (failure.get().isPresent()) {
                        throw failure.get().get();
                    }
                    return Map.of();
                };
        try (var instance = instance(source)) {
            Eventually.get(
                    SOON,
                    () -> assertThat(instance.state()).isEqualTo(new Down(START, "no permission")));
            failure.set(Optional.empty());
            Eventually.get(
                    SOON, () -> assertThat(instance.state()).isEqualTo(new Up(START, "", "")));
        }
    }

    private FileInstance instance(FileInstance.Source source) {
        return new FileInstance(
                "podman", Optional.of("ada"), "/home/ada", source, clock, Duration.ofMillis(50));
    }
}
