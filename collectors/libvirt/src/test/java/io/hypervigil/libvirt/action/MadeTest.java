package io.hypervigil.libvirt.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MadeTest {

    private final ActionFailure cause = Refusal.of(Kind.QUOTA, "too much", "ask for less");

    private final List<String> undone = new ArrayList<>();
    private final Made made = new Made();

    private static ActionFailure stuck() {
        return Refusal.of(Kind.UNAVAILABLE, "no answer", "");
    }

    @Test
    void all_is_taken_back_the_last_first() {
        made.add("disk", () -> undone.add("disk"));
        made.addHolder("definition", () -> undone.add("definition"));

        assertThat(made.takeBack(cause))
                .hasMessage("too much; taken back: definition, disk")
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Kind.QUOTA))
                .satisfies(failure -> assertThat(failure.remedy()).isEqualTo("ask for less"));
        assertThat(undone).containsExactly("definition", "disk");
    }

    @Test
    void a_thread_that_is_interrupted_takes_back_what_waits_for_others() {
        made.add(
                "definition",
                () -> undone.add("interrupted: " + Thread.currentThread().isInterrupted()));
        Thread.currentThread().interrupt();

        assertThat(made.takeBack(cause)).hasMessage("too much; taken back: definition");

        assertThat(undone).containsExactly("interrupted: false");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void one_that_stays_does_not_keep_the_others() {
        made.add("first", () -> undone.add("first"));
        made.add(
                "second",
                () -> {
                    throw stuck();
                });

        assertThat(made.takeBack(cause))
                .hasMessage("too much; taken back: first; left behind: second (no answer)");
    }

    @Test
    void what_a_thing_that_stays_stands_on_stays_too() {
        made.add("disk", () -> undone.add("disk"));
        made.addHolder(
                "definition",
                () -> {
                    throw stuck();
                });

        assertThat(made.takeBack(cause))
                .hasMessage("too much; left behind: definition (no answer), disk")
                .satisfies(
                        failure ->
                                assertThat(failure.remedy())
                                        .isEqualTo("ask for less; remove what was left behind"));
        assertThat(undone).isEmpty();
    }
}
