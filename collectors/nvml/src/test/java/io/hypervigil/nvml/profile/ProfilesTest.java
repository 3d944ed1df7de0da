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
        assertThat(first.put(Optional.empty(), night)).isTrue();
        first.keep("night", true);

        assertThat(open().of("night")).contains(night);
        assertThat(open().toKeep()).containsExactly(night);
    }

    @Test
    void without_a_state_directory_nothing_is_made() throws IOException {
        var profiles = Profiles.open(Map.of(), Optional.empty());

        assertThat(profiles.whyFixed())
                .contains("no profiles_file to keep profiles in is configured");
        assertThatThrownBy(() -> profiles.keep("quiet", true))
                .isInstanceOf(IOException.class)
                .hasMessage("no profiles_file to keep profiles in is configured");
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
                    [a]\\npersistence = yes            | line 2: 'yes': on or off expected
                    [a]\\necc = 1                      | line 2: '1': on or off expected
                    [a]\\npower_limit = 2kW            | line 2: '2kW': a limit like 250W, 80% of default or 100% of max expected
                    [a]\\necc = on\\necc = off          | line 3: 'ecc' twice
                    [A b]\\ngpus = all\\necc = on       | profile 'A b': lower case letters, digits and '-' expected
                    [a]\\ngpus = some\\npower_limit = 1W | line 2: 'some': all, a UUID like GPU-…, or model:PATTERN expected
                    """)
    void a_file_that_makes_no_sense_is_refused(String text, String why) throws IOException {
        Files.writeString(folder.resolve("profiles"), text.replace("\\n", "\n"));

        assertThatThrownBy(this::open)
                .isInstanceOf(IOException.class)
                .hasMessage(folder.resolve("profiles") + ": " + why);
    }

    @Test
    void a_file_that_cannot_be_read_is_named() throws IOException {
        Files.createDirectory(folder.resolve("profiles"));

        assertThatThrownBy(this::open)
                .isInstanceOf(IOException.class)
                .hasMessage(folder.resolve("profiles") + " cannot be read: Is a directory");
    }

    @Test
    void of_two_who_change_the_same_profile_one_is_told() throws IOException {
        var profiles = open();
        var first = limited("200W");
        assertThat(profiles.put(Optional.empty(), first)).isTrue();

        assertThat(profiles.put(Optional.empty(), limited("250W"))).isFalse();
        assertThat(profiles.of("night")).contains(first);
        assertThat(profiles.put(Optional.of(first), limited("250W"))).isTrue();
    }

    private static Profile limited(String powerLimit) {
        return new Profile(
                "night",
                "",
                Origin.CREATED,
                List.of(new GpuSelector.All()),
                new ProfileSettings(
                        Optional.of(PowerTarget.parse(powerLimit)),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    @Test
    void a_configured_profile_does_not_take_the_name_of_a_shipped_one() {
        var profile = GivenProfile.limiting("80% of default", false);

        assertThatThrownBy(() -> Profiles.open(Map.of("quiet", profile), Optional.empty()))
                .hasMessage("profile quiet: there is a shipped one of that name");
    }

    @Test
    void a_configured_setting_that_makes_no_sense_names_its_component() {
        assertThatThrownBy(() -> GivenProfile.limiting("300% of max", false))
                .hasMessage("power_limit: '300% of max': 1 to 200 percent expected");
    }

    private Profiles open() throws IOException {
        return Profiles.open(Map.of(), Optional.of(folder.resolve("profiles")));
    }
}
