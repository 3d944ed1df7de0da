package io.hypervigil.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

final class ThreadsTest {

    @Test
    void an_interruption_is_put_off_and_pending_again() {
        Thread.currentThread().interrupt();

        boolean isInterrupted =
                Threads.despiteInterruption(() -> Thread.currentThread().isInterrupted());

        assertThat(isInterrupted).isFalse();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void it_is_pending_again_where_the_task_fails_too() {
        Thread.currentThread().interrupt();

        assertThatIllegalStateException()
                .isThrownBy(
                        () ->
                                Threads.despiteInterruption(
                                        () -> {
                                            throw new IllegalStateException("broken");
                                        }));

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void who_was_not_interrupted_is_not_afterwards() {
        assertThat(Threads.<String>despiteInterruption(() -> "done")).isEqualTo("done");
        assertThat(Thread.interrupted()).isFalse();
    }
}
