package io.hypervigil.collect.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hypervigil.collect.action.Action.Effect;
import io.hypervigil.collect.action.Action.Head;
import io.hypervigil.collect.action.Action.Length;
import io.hypervigil.collect.action.Action.Role;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class OpenActionsTest {

    private static final Parameter GUEST =
            Parameter.positional("guest", new Parameter.Type.Text(10), "who comes");

    private Optional<String> house = Optional.empty();

    private final OpenActions<String> declared = new OpenActions<>("tea", "kitchen", () -> house);

    private final Action action =
            declared.of(
                    Head.reads("tea.pour", "Pour tea").longly().forOperators(),
                    (control, call) ->
                            ActionResult.changed(
                                    new Details()
                                            .text("house", control)
                                            .text("guest", call.text("guest"))
                                            .text("cake", Optional.empty())
                                            .fields()),
                    GUEST);

    @Test
    void an_action_is_what_its_head_says() {
        assertThat(action)
                .isEqualTo(
                        new Action(
                                "tea.pour",
                                "Pour tea",
                                List.of(GUEST),
                                Role.OPERATOR,
                                Effect.READS,
                                Length.LONG,
                                action.handler()));
        assertThat(
                        List.of(
                                Head.operates("a.b", ""),
                                Head.rules("a.b", ""),
                                Head.destroys("a.b", "")))
                .containsExactly(
                        new Head("a.b", "", Role.OPERATOR, Effect.CHANGES, Length.SHORT),
                        new Head("a.b", "", Role.ADMIN, Effect.CHANGES, Length.SHORT),
                        new Head("a.b", "", Role.ADMIN, Effect.DESTROYS, Length.SHORT));
    }

    @Test
    void it_works_with_what_is_open_then() throws ActionFailure {
        house = Optional.of("ours");

        assertThat(action.handler().run(GivenCall.of(false, "guest", "ada")))
                .isEqualTo(
                        ActionResult.changed(
                                Map.of(
                                        "house", new Value.Text("ours"),
                                        "guest", new Value.Text("ada"))));
    }

    @Test
    void while_the_source_is_closed_it_says_which_and_what_to_do() {
        var failure =
                catchThrowableOfType(
                        ActionFailure.class, () -> action.handler().run(GivenCall.of(false)));

        assertThat(failure).hasMessage("the tea collector is not open");
        assertThat(failure.kind()).isEqualTo(ActionFailure.Kind.UNAVAILABLE);
        assertThat(failure.remedy())
                .isEqualTo("switch the collector kitchen on, or wait for its start");
    }

    @Test
    void details_keep_their_order_and_leave_out_what_is_not_known() {
        var details =
                new Details()
                        .whole("b", 1)
                        .whole("none", OptionalLong.empty())
                        .whole("a", Optional.of(2L))
                        .flag("isWarm", true)
                        .values("cakes", List.of())
                        .texts("guests", List.of())
                        .value("of", Optional.of(new Value.Whole(3)))
                        .all(new Details().texts("b", List.of("x")));

        assertThat(details.fields())
                .containsExactly(
                        Map.entry("b", new Value.Items(List.of(new Value.Text("x")))),
                        Map.entry("a", new Value.Whole(2)),
                        Map.entry("isWarm", new Value.Flag(true)),
                        Map.entry("guests", new Value.Items(List.of())),
                        Map.entry("of", new Value.Whole(3)));
        assertThat(details.asValue()).isEqualTo(new Value.Fields(details.fields()));
    }

    @Test
    void what_a_call_gave_is_asked_for_by_its_type() {
        var call =
                GivenCall.of(
                        false, "names", List.of("ada", "bob"), "sizes", List.of(1, 2), "one", "x");

        assertThat(call.texts("names")).containsExactly("ada", "bob");
        assertThat(call.wholes("sizes")).containsExactly(1L, 2L);
        assertThat(call.texts("one")).isEmpty();
        assertThat(call.wholes("none")).isEmpty();
        assertThat(call.span("one")).isEmpty();
    }
}
