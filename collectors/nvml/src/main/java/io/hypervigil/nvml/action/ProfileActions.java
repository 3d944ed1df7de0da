package io.hypervigil.nvml.action;

import io.hypervigil.collect.action.Action;
import io.hypervigil.collect.action.Action.Head;
import io.hypervigil.collect.action.ActionCall;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.collect.action.ActionResult;
import io.hypervigil.collect.action.Details;
import io.hypervigil.collect.action.OpenActions;
import io.hypervigil.collect.action.Parameter;
import io.hypervigil.collect.action.Value;
import io.hypervigil.nvml.driver.AttachedGpu;
import io.hypervigil.nvml.profile.Profile;
import java.time.Duration;
import java.util.List;

/** Trying and applying named sets of settings. */
final class ProfileActions {

    static final String NAME = "name";
    static final Parameter PROFILE =
            Parameter.positional(NAME, new Parameter.Type.Text(40), "name of the profile");

    private static final String SPAN = "span";
    private static final Duration USUAL = Duration.ofSeconds(30);
    private static final Duration MOST = Duration.ofHours(1);

    private final OpenActions<GpuControl> declared;
    private final ClockLocks locks;
    private final Reservations reservations;
    private final Pause pause;

    ProfileActions(
            OpenActions<GpuControl> declared,
            ClockLocks locks,
            Reservations reservations,
            Pause pause) {
        this.declared = declared;
        this.locks = locks;
        this.reservations = reservations;
        this.pause = pause;
    }

    List<Action> actions() {
        return List.of(
                declared.of(
                        Head.operates(
                                        "gpu.profile-apply",
                                        "Apply a profile to all GPUs that it is for, or to none")
                                .longly(),
                        this::apply,
                        PROFILE,
                        KnownGpus.OPTIONAL),
                declared.of(
                        Head.operates(
                                        "gpu.profile-test",
                                        "Apply a profile, watch the GPUs for a while, and put all back")
                                .longly(),
                        this::test,
                        PROFILE,
                        KnownGpus.OPTIONAL,
                        Parameter.optional(
                                SPAN,
                                new Parameter.Type.Span(),
                                "how long to watch; 30s by default")));
    }

    private ActionResult apply(GpuControl control, ActionCall call) throws ActionFailure {
        var profile = named(control, call);
        try (var application = application(control, profile, "applied to it")) {
            var plans = plans(control, call, application, profile);
            if (!call.isDryRun()) {
                application.tryOut(plans, call::isCancelled);
                application.keep();
            }
            var details = details(control, call, profile, plans).fields();
            return plans.stream().anyMatch(PlannedSettings::isDifferent)
                    ? ActionResult.changed(details)
                    : ActionResult.unchanged(details);
        }
    }

    private ActionResult test(GpuControl control, ActionCall call) throws ActionFailure {
        var span = call.span(SPAN).orElse(USUAL);
        if (!span.isPositive() || span.compareTo(MOST) > 0) {
            throw Refusal.of(
                    Kind.INVALID, SPAN + ": no time, or longer than an hour", "give up to 1h");
        }
        var profile = named(control, call);
        try (var application = application(control, profile, "tried on it")) {
            var plans = plans(control, call, application, profile);
            var details = details(control, call, profile, plans);
            return call.isDryRun()
                    ? ActionResult.unchanged(details.fields())
                    : new ProfileTrial(control, pause, reservations, application, plans)
                            .run(call, details, span);
        }
    }

    private ProfileApplication application(GpuControl control, Profile profile, String what) {
        var purpose = "profile " + profile.name() + " is " + what;
        return new ProfileApplication(control, locks, reservations, purpose);
    }

    static Profile named(GpuControl control, ActionCall call) throws ActionFailure {
        var name = call.text(NAME).orElse("");
        return control.profiles()
                .of(name)
                .orElseThrow(
                        () ->
                                Refusal.of(
                                        Kind.NOT_FOUND,
                                        "no profile '"
                                                + name
                                                + "'; known: "
                                                + String.join(
                                                        ", ",
                                                        control.profiles().all().stream()
                                                                .map(Profile::name)
                                                                .toList()),
                                        "name one of these"));
    }

    private static List<PlannedSettings> plans(
            GpuControl control, ActionCall call, ProfileApplication application, Profile profile)
            throws ActionFailure {
        var only = call.text(KnownGpus.GPU).isEmpty() ? "" : KnownGpus.named(control, call).name();
        var plans = application.plan(profile, uuid -> only.isEmpty() || only.equals(uuid));
        if (plans.isEmpty()) {
            throw Refusal.of(
                    Kind.NOT_FOUND,
                    "profile " + profile.name() + " is for none of the GPUs that have a handle",
                    "gpu.list shows the GPUs, gpu.profile-show what the profile is for");
        }
        return plans;
    }

    private static Details details(
            GpuControl control, ActionCall call, Profile profile, List<PlannedSettings> plans) {
        return new Details()
                .text("profile", profile.name())
                .value("gpus", new Value.Items(plans.stream().map(PlannedSettings::value).toList()))
                .texts("calls", plans.stream().flatMap(plan -> plan.calls().stream()).toList())
                .values("missing", missing(control, call, profile));
    }

    /** GPUs that the profile names and that have no handle now. */
    private static List<Value> missing(GpuControl control, ActionCall call, Profile profile) {
        if (call.text(KnownGpus.GPU).isPresent()) {
            return List.of();
        }
        var known = KnownGpus.attached(control).stream().map(AttachedGpu::uuid).toList();
        return profile.uuids().stream()
                .filter(uuid -> !known.contains(uuid))
                .<Value>map(Value.Text::new)
                .toList();
    }
}
