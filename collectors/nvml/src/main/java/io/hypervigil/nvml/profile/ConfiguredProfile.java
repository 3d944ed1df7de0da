package io.hypervigil.nvml.profile;

import io.hypervigil.collect.settings.Setting;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A profile of {@code collectors.nvml.profiles.NAME} in the configuration. */
public record ConfiguredProfile(
        @Setting(help = "One line for people.") String summary,
        @Setting(
                        help = "GPUs it is for: all, UUIDs, or model:PATTERN on the whole name.",
                        byDefault = "all")
                List<String> gpus,
        @Setting(help = "Power limit: 250W, 80% of default, or 100% of max.")
                Optional<String> powerLimit,
        @Setting(help = "Graphics clock in MHz: 210-1400, or free.") Optional<String> graphicsClock,
        @Setting(help = "Memory clock in MHz: 405-1593, or free.") Optional<String> memoryClock,
        @Setting(help = "Whether the driver stays awake while nobody uses the GPU.")
                Optional<Boolean> persistence,
        @Setting(help = "Processes that may compute: shared, exclusive_process, prohibited.")
                Optional<ComputeMode> computeMode,
        @Setting(help = "Whether ECC of the memory is on, from the next reset of the GPU.")
                Optional<Boolean> ecc,
        @Setting(help = "Apply it whenever the driver gives a GPU: at start, after a reload.")
                boolean keep) {

    /** Refuses what is no limit, no clock or no GPU. */
    public ConfiguredProfile {
        gpus = List.copyOf(gpus);
        for (String gpu : gpus) {
            checked("gpus", () -> GpuSelector.parse(gpu));
        }
        powerLimit.ifPresent(text -> checked("power_limit", () -> PowerTarget.parse(text)));
        graphicsClock.ifPresent(text -> checked("graphics_clock", () -> ClockTarget.parse(text)));
        memoryClock.ifPresent(text -> checked("memory_clock", () -> ClockTarget.parse(text)));
    }

    /**
     * The profile of that name.
     *
     * @throws IllegalArgumentException where the name or the whole makes no sense
     */
    public Profile named(String name) {
        return new Profile(
                name,
                summary,
                Profile.Origin.CONFIGURED,
                gpus.stream().map(GpuSelector::parse).toList(),
                new Profile.ProfileSettings(
                        powerLimit.map(PowerTarget::parse),
                        graphicsClock.map(ClockTarget::parse),
                        memoryClock.map(ClockTarget::parse),
                        persistence,
                        computeMode,
                        ecc));
    }

    private static void checked(String component, Supplier<?> parsed) {
        try {
            var _ = parsed.get();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(component + ": " + e.getMessage(), e);
        }
    }
}
