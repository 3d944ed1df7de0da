package io.hypervigil.libvirt.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypervigil.collect.Eventually;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LimitedCallsTest {

    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofMillis(20);

    private final LimitedCalls calls = new LimitedCalls("test");
    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicInteger released = new AtomicInteger();

    @AfterEach
    void end_what_hangs() {
        end.countDown();
    }

    @Test
    void an_answer_comes_and_what_it_used_is_given_back() {
        assertThat(ask("a", LONG)).isEqualTo(new Answer.Given<>("a"));
        assertThat(released).hasValue(1);
    }

    @Test
    void what_hangs_is_not_asked_again_and_holds_no_other() throws Exception {
        assertThat(hang("nfs")).isEqualTo(new Answer.Late<String>());
        assertThat(released).hasValue(0);
        calls.begin();
        assertThat(ask("nfs", LONG)).isEqualTo(new Answer.Late<String>());
        assertThat(released).hasValue(1);
        assertThat(ask("local", LONG)).isEqualTo(new Answer.Given<>("local"));

        end.countDown();

        Eventually.get(
                LONG, () -> assertThat(ask("nfs", LONG)).isEqualTo(new Answer.Given<>("nfs")));
    }

    @Test
    void the_connection_of_one_that_hangs_is_asked_nothing_more() {
        hang("nfs");

        assertThat(ask("local", LONG)).isEqualTo(new Answer.NotAsked<String>());
        assertThat(released).hasValue(1);
    }

    @Test
    void only_a_few_may_hang() {
        hang("one");
        calls.begin();
        hang("two");
        calls.begin();

        assertThat(ask("three", LONG)).isEqualTo(new Answer.Late<String>());
    }

    @Test
    void a_fault_of_ours_is_not_taken_for_a_refusal() {
        assertThatThrownBy(
                        () ->
                                calls.ask(
                                        "a",
                                        LONG,
                                        released::incrementAndGet,
                                        () -> {
                                            throw new IllegalArgumentException("ours");
                                        }))
                .hasRootCauseMessage("ours");
        assertThat(released).hasValue(1);
    }

    private Answer<String> ask(String key, Duration limit) {
        return calls.ask(key, limit, released::incrementAndGet, () -> key);
    }

    private Answer<String> hang(String key) {
        return calls.ask(
                key,
                SHORT,
                released::incrementAndGet,
                () -> {
                    try {
                        end.await();
                    } catch (InterruptedException _) {
                        Thread.currentThread().interrupt();
                    }
                    return key;
                });
    }
}
