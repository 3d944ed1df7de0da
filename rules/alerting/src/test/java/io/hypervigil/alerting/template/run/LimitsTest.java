package io.hypervigil.alerting.template.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.alerting.template.value.Budget;
import io.hypervigil.alerting.template.value.Limits;
import io.hypervigil.alerting.template.value.Value;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class LimitsTest {

    private static final Limits SMALL = new Limits(1000, 10_000, 500, 10, Duration.ofSeconds(1));

    private static String run(String text) {
        return Templates.run(text, Value.nothing(), SMALL);
    }

    @Test
    void an_endless_loop_ends_at_the_limit_of_steps() {
        assertThat(run("{{ range 1000000000 }}{{ end }}"))
                .isEqualTo(
                        "template: t:1:9: executing \"t\" at <1000000000>: more than 1000 steps");
    }

    @Test
    void a_template_that_calls_itself_ends_at_the_limit_of_depth() {
        assertThat(run("{{ define \"x\" }}{{ template \"x\" }}{{ end }}{{ template \"x\" }}"))
                .endsWith("exceeded maximum template depth (10)");
    }

    @Test
    void output_ends_at_its_limit() {
        assertThat(run("{{ range 100 }}0123456789{{ end }}"))
                .endsWith("more than 500 characters of output");
    }

    @Test
    void a_text_that_doubles_ends_at_the_limit_of_characters() {
        assertThat(run("{{ $x := \"ab\" }}{{ range 60 }}{{ $x = print $x $x }}{{ end }}"))
                .endsWith("more than 10000 characters of work");
    }

    @Test
    void a_width_of_a_million_is_refused_before_it_is_made() {
        assertThat(run("{{ printf \"%999999d\" 1 }}"))
                .endsWith("more than 10000 characters of work");
        assertThat(run("{{ printf \"%.999999f\" 1.0 }}"))
                .endsWith("more than 10000 characters of work");
    }

    @Test
    void deep_parentheses_and_branches_are_refused_when_read() {
        assertThat(run("{{ " + "(".repeat(101) + "1" + ")".repeat(101) + " }}"))
                .isEqualTo("template: t:1: nested more than 100 deep");
        assertThat(run("{{ if 1 }}".repeat(101) + "{{ end }}".repeat(101)))
                .isEqualTo("template: t:1: nested more than 100 deep");
    }

    @Test
    void a_text_beyond_a_megabyte_is_refused() {
        assertThat(run("x".repeat((1 << 20) + 1)))
                .isEqualTo("template: t:1: more than 1048576 characters");
    }

    @Test
    void time_ends_too() {
        var clock = new AtomicLong();
        var budget = new Budget(Limits.DEFAULT, () -> clock.addAndGet(1_000_000_000));
        var set = TemplateSet.of(List.of()).parse("t", "{{ range 1000000 }}{{ end }}");

        Assertions.assertThatThrownBy(
                        () -> set.run("t", Value.nothing(), new TextOutput(Limits.DEFAULT), budget))
                .isInstanceOf(ExecutionException.class)
                .hasMessageEndingWith("more than 10000 ms");
    }
}
