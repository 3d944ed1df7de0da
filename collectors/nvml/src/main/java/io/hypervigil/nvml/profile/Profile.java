package io.hypervigil.nvml.profile;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A named set of settings.
 *
 * @param name lower case, words joined by '-'
 * @param summary one line for people, may be empty
 * @param origin who made it
 * @param gpus a GPU is taken that one of them takes
 * @param settings what is set; the rest is left as it is
 */
public record Profile(
        String name,
        String summary,
        Origin origin,
        List<GpuSelector> gpus,
        ProfileSettings settings) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");
    private static final int MOST_SELECTORS = 64;
    private static final int LONGEST_SUMMARY = 200;

    /** Who made a profile. */
    public enum Origin {
        /** Comes with the program, and cannot be changed. */
        SHIPPED,
        /** Stands in the configuration, and is changed there. */
        CONFIGURED,
        /** Was made while the program ran. */
        CREATED
    }

    /** What is set. */
    public record ProfileSettings(
            Optional<PowerTarget> powerLimit,
            Optional<ClockTarget> graphicsClock,
            Optional<ClockTarget> memoryClock,
            Optional<Boolean> persistence,
            Optional<ComputeMode> computeMode,
            Optional<Boolean> ecc) {

        /** Nothing. */
        public static final ProfileSettings NOTHING =
                new ProfileSettings(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
    }

    /**
     * @throws IllegalArgumentException where it would set nothing, is for no GPU, or has no name
     */
    public Profile {
        gpus = List.copyOf(gpus);
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "profile '" + name + "': lower case letters, digits and '-' expected");
        }
        if (gpus.isEmpty() || gpus.size() > MOST_SELECTORS) {
            throw new IllegalArgumentException(
                    "profile " + name + ": gpus: 1 to " + MOST_SELECTORS + " expected");
        }
        if (settings.equals(ProfileSettings.NOTHING)) {
            throw new IllegalArgumentException("profile " + name + ": sets nothing");
        }
        if (summary.length() > LONGEST_SUMMARY
                || summary.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "profile " + name + ": summary: one line of at most " + LONGEST_SUMMARY);
        }
    }

    /** The GPUs that it names one by one. */
    public List<String> uuids() {
        return gpus.stream()
                .flatMap(
                        selector ->
                                selector instanceof GpuSelector.Uuid(var uuid)
                                        ? Stream.of(uuid)
                                        : Stream.of())
                .toList();
    }

    /** Whether it is for a GPU. */
    public boolean takes(String uuid, String model) {
        return gpus.stream().anyMatch(selector -> selector.takes(uuid, model));
    }
}
