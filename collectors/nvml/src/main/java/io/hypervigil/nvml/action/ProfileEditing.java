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
import io.hypervigil.nvml.profile.ClockTarget;
import io.hypervigil.nvml.profile.ComputeMode;
import io.hypervigil.nvml.profile.GpuSelector;
import io.hypervigil.nvml.profile.PowerTarget;
import io.hypervigil.nvml.profile.Profile;
import io.hypervigil.nvml.profile.Profile.Origin;
import io.hypervigil.nvml.profile.Profile.ProfileSettings;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Listing, making and changing named sets of settings. */
final class ProfileEditing {

    private static final Parameter.Type ON_OFF = new Parameter.Type.Choice(List.of("on", "off"));

    private final OpenActions<GpuControl> declared;

    ProfileEditing(OpenActions<GpuControl> declared) {
        this.declared = declared;
    }

    /** Writes the file. */
    private interface Keeping {
        void run() throws IOException, ActionFailure;
    }

    List<Action> actions() {
        return List.of(
                declared.of(
                        Head.reads("gpu.profile-list", "List the profiles"),
                        (control, _) -> list(control)),
                declared.of(
                        Head.reads("gpu.profile-show", "Show a profile"),
                        (control, call) ->
                                ActionResult.unchanged(
                                        shown(control, ProfileActions.named(control, call))
                                                .fields()),
                        ProfileActions.PROFILE),
                declared.of(
                        Head.rules("gpu.profile-create", "Make a profile"),
                        ProfileEditing::create,
                        ProfileParameters.ofCreation()),
                declared.of(
                        Head.rules(
                                "gpu.profile-edit",
                                "Change a profile that was made by gpu.profile-create"),
                        ProfileEditing::edit,
                        ProfileParameters.ofEditing()),
                declared.of(
                        Head.destroys(
                                "gpu.profile-delete",
                                "Delete a profile that was made by gpu.profile-create"),
                        ProfileEditing::delete,
                        ProfileActions.PROFILE),
                declared.of(
                        Head.rules(
                                "gpu.profile-keep",
                                "Apply a profile whenever the driver gives a GPU, or no more"),
                        ProfileEditing::keep,
                        ProfileActions.PROFILE,
                        Parameter.positional("mode", ON_OFF, "on or off")));
    }

    private static ActionResult list(GpuControl control) {
        var profiles =
                control.profiles().all().stream()
                        .map(
                                profile ->
                                        new Details()
                                                .text("name", profile.name())
                                                .text("origin", origin(profile))
                                                .text(ProfileParameters.SUMMARY, profile.summary())
                                                .value(
                                                        "kept",
                                                        new Value.Flag(
                                                                control.profiles()
                                                                        .isKept(profile.name())))
                                                .asValue())
                        .toList();
        return ActionResult.unchanged(
                new Details().value("profiles", new Value.Items(profiles)).fields());
    }

    private static ActionResult create(GpuControl control, ActionCall call) throws ActionFailure {
        var name = call.text(ProfileActions.NAME).orElse("");
        if (control.profiles().of(name).isPresent()) {
            throw Refusal.of(
                    Kind.CONFLICT, "profile " + name + " exists", "gpu.profile-edit changes it");
        }
        var profile =
                ProfileParameters.profile(call, name, "", List.of("all"), ProfileSettings.NOTHING);
        return put(control, call, Optional.empty(), profile);
    }

    private static ActionResult edit(GpuControl control, ActionCall call) throws ActionFailure {
        var before = own(control, call);
        var profile =
                ProfileParameters.profile(
                        call,
                        before.name(),
                        before.summary(),
                        before.gpus().stream().map(GpuSelector::text).toList(),
                        before.settings());
        if (profile.equals(before)) {
            return ActionResult.unchanged(shown(control, before).fields());
        }
        return put(control, call, Optional.of(before), profile);
    }

    private static ActionResult put(
            GpuControl control, ActionCall call, Optional<Profile> before, Profile profile)
            throws ActionFailure {
        keeping(
                call,
                control,
                () -> {
                    if (!control.profiles().put(before, profile)) {
                        throw Refusal.of(
                                Kind.CONFLICT,
                                "profile " + profile.name() + " was changed meanwhile",
                                "see gpu.profile-show, and try again");
                    }
                });
        return ActionResult.changed(
                new Details()
                        .value("old", before.map(old -> shown(control, old).asValue()))
                        .value("new", shown(control, profile).asValue())
                        .fields());
    }

    private static ActionResult delete(GpuControl control, ActionCall call) throws ActionFailure {
        var profile = own(control, call);
        var old = shown(control, profile).asValue();
        keeping(call, control, () -> control.profiles().remove(profile.name()));
        return ActionResult.changed(new Details().value("old", old).fields());
    }

    private static ActionResult keep(GpuControl control, ActionCall call) throws ActionFailure {
        var profile = ProfileActions.named(control, call);
        boolean isWanted = call.text("mode").filter("on"::equals).isPresent();
        boolean isKept = control.profiles().isKept(profile.name());
        var details =
                new Details()
                        .text("profile", profile.name())
                        .value("old", SettingPlans.onOff(isKept ? 1 : 0))
                        .value("new", SettingPlans.onOff(isWanted ? 1 : 0))
                        .fields();
        if (isWanted == isKept) {
            return ActionResult.unchanged(details);
        }
        if (control.profiles().isKeptByConfiguration(profile.name())) {
            throw Refusal.of(
                    Kind.CONFLICT,
                    "profile " + profile.name() + " is kept by the configuration",
                    "take keep away there");
        }
        keeping(call, control, () -> control.profiles().keep(profile.name(), isWanted));
        return ActionResult.changed(details);
    }

    private static Profile own(GpuControl control, ActionCall call) throws ActionFailure {
        var profile = ProfileActions.named(control, call);
        if (profile.origin() != Origin.CREATED) {
            throw Refusal.of(
                    Kind.CONFLICT,
                    "profile " + profile.name() + " is " + origin(profile),
                    profile.origin() == Origin.SHIPPED
                            ? "make one of your own with gpu.profile-create"
                            : "change it in the configuration");
        }
        return profile;
    }

    private static void keeping(ActionCall call, GpuControl control, Keeping keeping)
            throws ActionFailure {
        var why = control.profiles().whyFixed();
        if (why.isPresent()) {
            throw Refusal.of(
                    Kind.UNSUPPORTED,
                    why.get(),
                    "see to collectors.nvml.profiles_file and start again, or write profiles into"
                            + " the configuration");
        }
        if (call.isDryRun()) {
            return;
        }
        try {
            keeping.run();
        } catch (IOException e) {
            throw Refusal.unwritten(e);
        }
    }

    private static Details shown(GpuControl control, Profile profile) {
        var settings = profile.settings();
        return new Details()
                .text("name", profile.name())
                .text("origin", origin(profile))
                .text(ProfileParameters.SUMMARY, profile.summary())
                .value("kept", new Value.Flag(control.profiles().isKept(profile.name())))
                .texts(
                        ProfileParameters.GPUS,
                        profile.gpus().stream().map(GpuSelector::text).toList())
                .text(ProfileParameters.POWER_LIMIT, settings.powerLimit().map(PowerTarget::text))
                .text(
                        ProfileParameters.GRAPHICS_CLOCK,
                        settings.graphicsClock().map(ClockTarget::text))
                .text(ProfileParameters.MEMORY_CLOCK, settings.memoryClock().map(ClockTarget::text))
                .text(
                        ProfileParameters.PERSISTENCE,
                        settings.persistence().map(isOn -> isOn ? "on" : "off"))
                .text(ProfileParameters.COMPUTE_MODE, settings.computeMode().map(ComputeMode::text))
                .text(ProfileParameters.ECC, settings.ecc().map(isOn -> isOn ? "on" : "off"));
    }

    private static String origin(Profile profile) {
        return profile.origin().name().toLowerCase(Locale.ROOT);
    }
}
