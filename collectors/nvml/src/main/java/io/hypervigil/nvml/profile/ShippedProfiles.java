package io.hypervigil.nvml.profile;

import io.hypervigil.nvml.profile.Profile.Origin;
import io.hypervigil.nvml.profile.Profile.ProfileSettings;
import java.util.List;
import java.util.Optional;

/** The profiles that come with the program. None holds a clock, and each can undo the others. */
final class ShippedProfiles {

    static final List<Profile> ALL =
            List.of(
                    of(
                            "maximum",
                            "the greatest power limit, clocks free",
                            new PowerTarget.OfMax(100)),
                    of(
                            "balanced",
                            "the power limit of the maker, clocks free",
                            new PowerTarget.OfDefault(100)),
                    of(
                            "quiet",
                            "60 % of the maker's power limit or the least there is, clocks free",
                            new PowerTarget.OfDefault(60)));

    private ShippedProfiles() {}

    private static Profile of(String name, String summary, PowerTarget powerLimit) {
        return new Profile(
                name,
                summary,
                Origin.SHIPPED,
                List.of(new GpuSelector.All()),
                new ProfileSettings(
                        Optional.of(powerLimit),
                        Optional.of(new ClockTarget.Free()),
                        Optional.of(new ClockTarget.Free()),
                        Optional.of(true),
                        Optional.empty(),
                        Optional.empty()));
    }
}
