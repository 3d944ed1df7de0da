package io.hypervigil.admin.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hypervigil.admin.TestSource;
import io.hypervigil.admin.Trail;
import io.hypervigil.collect.action.Action;
import io.hypervigil.collect.action.Action.Head;
import io.hypervigil.collect.action.Action.Role;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.collect.action.ActionResult;
import io.hypervigil.collect.action.Parameter;
import io.hypervigil.collect.action.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class PerformerTest {

    private static final Parameter CUPS =
            Parameter.positional("cups", new Parameter.Type.Whole(1, 9), "how many");
    private static final Parameter PIN =
            Parameter.optional("pin", new Parameter.Type.SecretText(40), "the pin of the safe");

    private final Trail trail = new Trail();
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicBoolean isCancelled = new AtomicBoolean();
    private final List<String> steps = new ArrayList<>();

    @Test
    void a_call_is_done_and_audited_with_how_long_it_took() throws ActionFailure {
        var pour =
                Head.operates("tea.pour", "Pour tea")
                        .with(
                                List.of(CUPS),
                                call -> {
                                    nanos.addAndGet(Duration.ofMillis(7).toNanos());
                                    return ActionResult.changed(
                                            Map.of("poured", call.parameters().get("cups")));
                                });

        var result = run(Role.OPERATOR, "tea.pour", Map.of("cups", new Value.Text("2")), pour);

        assertThat(result).isEqualTo(ActionResult.changed(Map.of("poured", new Value.Whole(2))));
        assertThat(trail.lines()).containsExactly("alice(OPERATOR) tea.pour {\"cups\":2} changed");
        assertThat(trail.records().getFirst().took()).isEqualTo(Duration.ofMillis(7));
    }

    @Test
    void a_role_may_what_those_below_it_may_and_no_more() throws ActionFailure {
        var look = action("tea.look", Head.reads("tea.look", "Look"));
        var pour = action("tea.pour", Head.operates("tea.pour", "Pour"));
        var spill = action("tea.spill", Head.destroys("tea.spill", "Spill"));

        assertThat(run(Role.ADMIN, "tea.look", Map.of(), look, pour, spill).isChanged()).isFalse();
        assertThat(run(Role.OPERATOR, "tea.pour", Map.of(), look, pour, spill)).isNotNull();
        var refused = failure(() -> run(Role.OPERATOR, "tea.spill", Map.of(), look, pour, spill));

        assertThat(refused.kind()).isEqualTo(Kind.NOT_PERMITTED);
        assertThat(refused).hasMessage("tea.spill needs the role admin, and alice has operator");
        assertThat(refused.remedy()).isEqualTo("ask somebody with that role, or for that role");
        assertThat(trail.lines())
                .last()
                .isEqualTo(
                        "alice(OPERATOR) tea.spill {} NOT_PERMITTED: tea.spill needs the role"
                                + " admin, and alice has operator");
        assertThat(failure(() -> run(Role.VIEWER, "tea.pour", Map.of(), pour)).kind())
                .isEqualTo(Kind.NOT_PERMITTED);
    }

    @Test
    void what_is_not_known_is_refused_and_none_of_its_parameters_is_shown() {
        var pour = action("tea.pour", Head.operates("tea.pour", "Pour"));

        var refused =
                failure(
                        () ->
                                run(
                                        Role.ADMIN,
                                        "tea.poor",
                                        Map.of("pin", new Value.Text("1234")),
                                        pour));

        assertThat(refused.kind()).isEqualTo(Kind.NOT_FOUND);
        assertThat(refused).hasMessage("there is no action tea.poor here");
        assertThat(refused.remedy()).isEqualTo("did you mean tea.pour?");
        assertThat(trail.lines())
                .containsExactly(
                        "alice(ADMIN) tea.poor {\"pin\":\"<secret>\"} NOT_FOUND: there is no"
                                + " action tea.poor here");
    }

    @Test
    void refused_parameters_are_audited_without_secrets() {
        var open = action("safe.open", Head.operates("safe.open", "Open"), CUPS, PIN);

        failure(
                () ->
                        run(
                                Role.ADMIN,
                                "safe.open",
                                new Value.Fields(Map.of("pin", new Value.Text("hunter2"))).fields(),
                                open));

        assertThat(trail.lines())
                .containsExactly(
                        "alice(ADMIN) safe.open {\"pin\":\"<secret>\"} INVALID: safe.open: cups is"
                                + " missing");
    }

    @Test
    void an_action_that_repeats_a_secret_does_not_give_it_away() throws ActionFailure {
        var failing =
                Head.operates("safe.open", "Open")
                        .with(
                                List.of(PIN),
                                call -> {
                                    call.progress(0.5, "trying " + call.text("pin").orElse(""));
                                    throw new ActionFailure(
                                            Kind.CONFLICT,
                                            "pin hunter2 is wrong",
                                            "try another than hunter2",
                                            new IllegalStateException("hunter2"));
                                });
        var breaking =
                Head.operates("safe.break", "Break")
                        .with(
                                List.of(PIN),
                                _ -> {
                                    throw new IllegalStateException("at hunter2");
                                });
        var telling =
                Head.operates("safe.tell", "Tell")
                        .with(
                                List.of(PIN),
                                call ->
                                        ActionResult.unchanged(
                                                Map.of("pin", call.parameters().get("pin"))));
        var pin = Map.<String, Value>of("pin", new Value.Text("hunter2"));

        var failed = failure(() -> run(Role.ADMIN, "safe.open", pin, failing));
        var broken = failure(() -> run(Role.ADMIN, "safe.break", pin, breaking));
        var told = run(Role.ADMIN, "safe.tell", pin, telling);

        assertThat(failed).hasMessage("pin <secret> is wrong").hasNoCause();
        assertThat(failed.remedy()).isEqualTo("try another than <secret>");
        assertThat(broken.kind()).isEqualTo(Kind.FAILED);
        assertThat(broken)
                .hasMessage("safe.break broke: java.lang.IllegalStateException: at <secret>")
                .hasNoCause();
        assertThat(told.details().fields()).containsEntry("pin", new Value.Text("<secret>"));
        assertThat(steps).containsExactly("0.5 trying <secret>");
        assertThat(trail.records().toString()).doesNotContain("hunter2");
    }

    @Test
    void an_action_has_another_done_in_the_same_name_as_a_dry_run_with_its_cancel()
            throws ActionFailure {
        var boil =
                Head.operates("water.boil", "Boil water")
                        .longly()
                        .with(
                                List.of(CUPS, PIN),
                                call -> {
                                    assertThat(call.caller()).isEqualTo("alice");
                                    assertThat(call.isDryRun()).isTrue();
                                    call.progress(0.9, "nearly");
                                    isCancelled.set(true);
                                    assertThat(call.isCancelled()).isTrue();
                                    return ActionResult.changed(Map.of());
                                });
        var pour =
                Head.operates("tea.pour", "Pour tea")
                        .with(
                                List.of(PIN),
                                call -> {
                                    call.progress(0.2, "water first");
                                    return call.perform(
                                            "water.boil",
                                            Map.of(
                                                    "cups",
                                                    new Value.Whole(2),
                                                    "pin",
                                                    call.parameters().get("pin")));
                                });

        var performer = performer(boil, pour);
        var call =
                performer.check(
                        Question.of(
                                new Caller("alice", Role.OPERATOR),
                                "tea.pour",
                                Map.of("pin", new Value.Text("hunter2")),
                                true));
        performer.run(call, watch());

        assertThat(steps).containsExactly("0.2 water first", "0.2 water.boil: nearly");
        assertThat(trail.lines())
                .containsExactly(
                        "alice(OPERATOR) tea.pour > water.boil"
                                + " {\"cups\":2,\"pin\":\"<secret>\"} dry changed",
                        "alice(OPERATOR) tea.pour {\"pin\":\"<secret>\"} dry changed");
        assertThat(call + "" + call.question()).isEqualTo("tea.pour by alicetea.pour by alice");
    }

    @Test
    void an_outer_secret_is_hidden_in_inner_calls_too() {
        var label =
                action(
                        "box.label",
                        Head.operates("box.label", "Label"),
                        Parameter.required(
                                "text", new Parameter.Type.Choice(List.of("a")), "what it says"));
        var pack =
                Head.operates("box.pack", "Pack")
                        .with(
                                List.of(PIN),
                                call ->
                                        call.perform(
                                                "box.label",
                                                Map.of("text", call.parameters().get("pin"))));

        var failed =
                failure(
                        () ->
                                run(
                                        Role.ADMIN,
                                        "box.pack",
                                        Map.of("pin", new Value.Text("hunter2")),
                                        label,
                                        pack));

        assertThat(failed).hasMessage("box.label: text: one of a expected, '<secret>' given");
        assertThat(trail.lines())
                .containsExactly(
                        "alice(ADMIN) box.pack > box.label {\"text\":\"<secret>\"} INVALID:"
                                + " box.label: text: one of a expected, '<secret>' given",
                        "alice(ADMIN) box.pack {\"pin\":\"<secret>\"} INVALID: box.label: text:"
                                + " one of a expected, '<secret>' given");
    }

    @Test
    void what_the_caller_may_not_no_action_does_in_his_name() {
        var spill = action("tea.spill", Head.destroys("tea.spill", "Spill"));
        var pour = calling("tea.pour", "tea.spill");
        var brew = calling("tea.brew", "tea.leave");

        assertThat(failure(() -> run(Role.OPERATOR, "tea.pour", Map.of(), spill, pour)))
                .hasMessage("tea.spill needs the role admin, and alice has operator");
        var missing = failure(() -> run(Role.OPERATOR, "tea.brew", Map.of(), spill, brew));
        assertThat(missing.kind()).isEqualTo(Kind.UNSUPPORTED);
        assertThat(missing.remedy()).isEqualTo("switch on the collector that has it");
    }

    @Test
    void actions_that_have_each_other_done_come_to_an_end() {
        var ping = calling("game.ping", "game.pong");
        var pong = calling("game.pong", "game.ping");

        var failed = failure(() -> run(Role.OPERATOR, "game.ping", Map.of(), ping, pong));

        assertThat(failed)
                .hasMessage(
                        "game.ping > game.pong > game.ping > game.pong > game.ping: too many"
                                + " actions in one another");
    }

    private static Action calling(String name, String other) {
        return Head.operates(name, name).with(List.of(), call -> call.perform(other, Map.of()));
    }

    private static Action action(String name, Head head, Parameter... parameters) {
        assertThat(head.name()).isEqualTo(name);
        return head.with(List.of(parameters), _ -> ActionResult.unchanged(Map.of()));
    }

    private Performer performer(Action... actions) {
        return new Performer(TestSource.catalog(actions), trail, nanos::get);
    }

    private ActionResult run(Role role, String name, Map<String, Value> given, Action... actions)
            throws ActionFailure {
        var performer = performer(actions);
        var question = Question.of(new Caller("alice", role), name, given, false);
        return performer.run(performer.check(question), watch());
    }

    private CallWatch watch() {
        return new CallWatch() {
            @Override
            public boolean isCancelled() {
                return isCancelled.get();
            }

            @Override
            public void progress(double ratio, String step) {
                steps.add(ratio + " " + step);
            }
        };
    }

    private interface Asking {
        ActionResult run() throws ActionFailure;
    }

    private static ActionFailure failure(Asking asking) {
        return catchThrowableOfType(ActionFailure.class, asking::run);
    }
}
