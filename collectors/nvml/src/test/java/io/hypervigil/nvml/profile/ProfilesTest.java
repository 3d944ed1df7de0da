package io.hypervigil.nvml.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypervigil.nvml.profile.Profile.Origin;
import io.hypervigil.nvml.profile.Profile.ProfileSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProfilesTest {

    @TempDir Path folder;

    @Test
    void what_was_made_is_there_after_a_restart() throws IOException {
        var night =
                new Profile(
                        "night",
                        "less noise",
                        Origin.CREATED,
                        List.of(new GpuSelector.Uuid("GPU-1"), new GpuSelector.Model(".*L40.*")),
                        new ProfileSettings(
                                Optional.of(new PowerTarget.OfMax(50)),
                                Optional.of(new ClockTarget.Locked(210, 1200)),
                                Optional.of(new ClockTarget.Free()),
                                Optional.of(false),
                                Optional.of(ComputeMode.EXCLUSIVE_PROCESS),
                                Optional.of(true)));
        var first = open();
        first.put(night);
        first.keep("night", true);

        assertThat(open().of("night")).contains(night);
        assertThat(open().toKeep()).containsExactly(night);
    }

    @Test
    void without_a_state_directory_nothing_is_made() throws IOException {
        var profiles = Profiles.open(Map.of(), Optional.empty());

        assertThat(profiles.isWritable()).isFalse();
        assertThatThrownBy(() -> profiles.keep("quiet", true))
                .isInstanceOf(IOException.class)
                .hasMessage("no state directory to keep profiles in");
        assertThat(profiles.isKept("quiet")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    [a]\\nwatts = 3                     | line 2: 'watts' is no key here
                    keep = a\\nfoo                      | line 2: 'foo': key = value expected
                    [a]\\n[a]                           | line 2: profile a twice
                    [a]\\ngpus = all                    | profile a: sets nothing
                    [a]\\npower_limit = 200W            | profile a: gpus: 1 to 64 expected
                    [a]\\ngpus = some\\npower_limit = 1W | 'some': all, a UUID like GPU-…, or model:PATTERN expected
                    """)
    void a_file_that_makes_no_sense_is_refused(String text, String why) throws IOException {
        Files.writeString(folder.resolve("profiles"), text.replace("\\n", "\n"));

        assertThatThrownBy(this::open)
                .isInstanceOf(IOException.class)
                .hasMessage(folder.resolve("profiles") + ": " + why);
    }

    @Test
    void a_configured_profile_does_not_take_the_name_of_a_shipped_one() {
        var profile =
                new ConfiguredProfile(
                        "",
                        List.of("all"),
                        Optional.of("80% of default"),
                        Optional.of("free"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        false);

        assertThatThrownBy(() -> Profiles.open(Map.of("quiet", profile), Optional.empty()))
                .hasMessage("profile quiet: there is a shipped one of that name");
    }

    @Test
    void a_configured_setting_that_makes_no_sense_names_its_component() {
        assertThatThrownBy(
                        () ->
                                new ConfiguredProfile(
                                        "",
                                        List.of("all"),
                                        Optional.of("300% of max"),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        false))
                .hasMessage("power_limit: '300% of max': 1 to 200 percent expected");
    }

    private Profiles open() throws IOException {
        return Profiles.open(Map.of(), Optional.of(folder.resolve("profiles")));
    }
}
