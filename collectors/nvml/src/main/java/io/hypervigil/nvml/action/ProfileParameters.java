package io.hypervigil.nvml.action;

import io.hypervigil.collect.action.ActionCall;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.collect.action.Parameter;
import io.hypervigil.nvml.profile.ClockTarget;
import io.hypervigil.nvml.profile.ComputeMode;
import io.hypervigil.nvml.profile.GpuSelector;
import io.hypervigil.nvml.profile.PowerTarget;
import io.hypervigil.nvml.profile.Profile;
import io.hypervigil.nvml.profile.Profile.Origin;
import io.hypervigil.nvml.profile.Profile.ProfileSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a call says of a profile. */
final class ProfileParameters {

    static final String SUMMARY = "summary";
    static final String GPUS = "gpus";
    static final String POWER_LIMIT = "power_limit";
    static final String GRAPHICS_CLOCK = "graphics_clock";
    static final String MEMORY_CLOCK = "memory_clock";
    static final String PERSISTENCE = "persistence";
    static final String COMPUTE_MODE = "compute_mode";
    static final String ECC = "ecc";
    private static final String UNSET = "unset";
    private static final List<String> SETTINGS =
            List.of(POWER_LIMIT, GRAPHICS_CLOCK, MEMORY_CLOCK, PERSISTENCE, COMPUTE_MODE, ECC);
    private static final Parameter.Type ON_OFF = new Parameter.Type.Choice(List.of("on", "off"));

    private ProfileParameters() {}

    /** Of what makes a profile. */
    static Parameter[] ofCreation() {
        return new Parameter[] {
            ProfileActions.PROFILE,
            Parameter.optional(SUMMARY, new Parameter.Type.Text(200), "one line for people"),
            Parameter.optional(
                    GPUS,
                    new Parameter.Type.ListOf(new Parameter.Type.Text(200), 64),
                    "all, UUIDs, or model:PATTERN; all by default"),
            Parameter.optional(
                    POWER_LIMIT,
                    new Parameter.Type.Text(40),
                    "250W, 80% of default, or 100% of max"),
            Parameter.optional(
                    GRAPHICS_CLOCK, new Parameter.Type.Text(20), "MHz: 210-1400, or free"),
            Parameter.optional(MEMORY_CLOCK, new Parameter.Type.Text(20), "MHz: 405-1593, or free"),
            Parameter.optional(PERSISTENCE, ON_OFF, "keep the driver awake"),
            Parameter.optional(
                    COMPUTE_MODE,
                    new Parameter.Type.Choice(ComputeMode.texts()),
                    "who may compute"),
            Parameter.optional(ECC, ON_OFF, "ECC of the memory, from the next reset on")
        };
    }

    /** Of what changes one. */
    static Parameter[] ofEditing() {
        var all = new ArrayList<>(List.of(ofCreation()));
        all.add(
                Parameter.optional(
                        UNSET,
                        new Parameter.Type.ListOf(
                                new Parameter.Type.Choice(SETTINGS), SETTINGS.size()),
                        "settings that the profile leaves as they are from now on"));
        return all.toArray(Parameter[]::new);
    }

    /** The profile of a call; what it does not give is as it was before. */
    static Profile profile(
            ActionCall call,
            String name,
            String summary,
            List<String> gpus,
            ProfileSettings settings)
            throws ActionFailure {
        try {
            return new Profile(
                    name,
                    call.text(SUMMARY).orElse(summary),
                    Origin.CREATED,
                    selectors(call, gpus).stream().map(GpuSelector::parse).toList(),
                    new ProfileSettings(
                            given(call, POWER_LIMIT, settings.powerLimit(), PowerTarget::parse),
                            given(
                                    call,
                                    GRAPHICS_CLOCK,
                                    settings.graphicsClock(),
                                    ClockTarget::parse),
                            given(call, MEMORY_CLOCK, settings.memoryClock(), ClockTarget::parse),
                            given(call, PERSISTENCE, settings.persistence(), "on"::equals),
                            given(
                                    call,
                                    COMPUTE_MODE,
                                    settings.computeMode(),
                                    text -> ComputeMode.of(text).orElseThrow()),
                            given(call, ECC, settings.ecc(), "on"::equals)));
        } catch (IllegalArgumentException e) {
            throw new ActionFailure(
                    Kind.INVALID,
                    String.valueOf(e.getMessage()),
                    "see what gpu.profile-show tells of others",
                    e);
        }
    }

    private static <T> Optional<T> given(
            ActionCall call, String name, Optional<T> before, Function<String, T> parse) {
        if (call.texts(UNSET).contains(name)) {
            return Optional.empty();
        }
        return call.text(name).map(parse).or(() -> before);
    }

    private static List<String> selectors(ActionCall call, List<String> before) {
        return call.parameters().containsKey(GPUS) ? call.texts(GPUS) : before;
    }
}
