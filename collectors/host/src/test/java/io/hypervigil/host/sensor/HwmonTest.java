package io.hypervigil.host.sensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypervigil.collect.settings.SettingsBinder;
import io.hypervigil.host.part.NotHere;
import io.hypervigil.host.part.PartRound;
import io.hypervigil.host.part.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HwmonTest {

    private static final HwmonSettings ALL = SettingsBinder.defaults(HwmonSettings.class);

    @TempDir Path folder;
    private Tree sys = Tree.in(Path.of(""));

    @BeforeEach
    void tree() {
        sys = Tree.in(folder);
    }

    @Test
    void a_chip_is_named_after_its_device_and_keeps_its_drivers_name_beside() throws Exception {
        chip(0, "platform/coretemp.0", "coretemp", "temp1_input", "48000");

        assertThat(sample(ALL))
                .isEqualTo(
                        """
                        node_hwmon_chip_names{chip="platform_coretemp_0",chip_name="coretemp"} 1
                        node_hwmon_temp_celsius{chip="platform_coretemp_0",sensor="temp1"} 48
                        """);
    }

    @Test
    void a_chip_without_device_is_named_after_its_driver_else_its_number() throws Exception {
        sys.file("class/hwmon/hwmon0/name", "acpitz\n")
                .file("class/hwmon/hwmon0/temp1_input", "1000\n")
                .file("class/hwmon/hwmon1/temp1_input", "2000\n");

        assertThat(sample(ALL))
                .isEqualTo(
                        """
                        node_hwmon_chip_names{chip="acpitz",chip_name="acpitz"} 1
                        node_hwmon_temp_celsius{chip="acpitz",sensor="temp1"} 1
                        node_hwmon_temp_celsius{chip="hwmon1",sensor="temp1"} 2
                        """);
    }

    @Test
    void chips_of_one_device_are_told_apart_by_driver_else_by_number() throws Exception {
        chip(0, "platform/asus-nb-wmi", "asus", "pwm1_enable", "2");
        chip(1, "platform/asus-nb-wmi", "asus_custom_fan_curve", "pwm1_enable", "3");
        chip(2, "platform/twins", "twin", "temp1_input", "1000");
        chip(3, "platform/twins", "twin", "temp1_input", "2000");

        assertThat(sample(ALL))
                .isEqualTo(
                        """
                        node_hwmon_chip_names{chip="platform_asus_nb_wmi_asus",chip_name="asus"} 1
                        node_hwmon_chip_names{chip="platform_asus_nb_wmi_asus_custom_fan_curve",chip_name="asus_custom_fan_curve"} 1
                        node_hwmon_chip_names{chip="platform_twins_hwmon2",chip_name="twin"} 1
                        node_hwmon_chip_names{chip="platform_twins_hwmon3",chip_name="twin"} 1
                        node_hwmon_pwm_enable{chip="platform_asus_nb_wmi_asus",sensor="pwm1"} 2
                        node_hwmon_pwm_enable{chip="platform_asus_nb_wmi_asus_custom_fan_curve",sensor="pwm1"} 3
                        node_hwmon_temp_celsius{chip="platform_twins_hwmon2",sensor="temp1"} 1
                        node_hwmon_temp_celsius{chip="platform_twins_hwmon3",sensor="temp1"} 2
                        """);
    }

    @Test
    void labels_that_are_no_utf8_are_kept_as_far_as_they_are() throws Exception {
        chip(0, "platform/a.0", "a", "temp1_label", "Inlet \u00b0\u00ffC ");
        sys.file("devices/platform/a.0/hwmon/hwmon0/temp1_input", "1000\n");

        assertThat(sample(ALL))
                .contains(
                        "node_hwmon_sensor_label{chip=\"platform_a_0\",label=\"Inlet \uFFFDC \",sensor=\"temp1\"} 1\n");
    }

    @Test
    void a_file_that_cannot_be_read_or_holds_no_number_costs_its_own_sample() throws Exception {
        chip(0, "platform/a.0", "a", "temp1_input", "1000");
        var chip = "devices/platform/a.0/hwmon/hwmon0/";
        sys.file(chip + "temp1_max", "")
                .file(chip + "temp1_crit", "N/A\n")
                .file(chip + "temp2_input/is_a_folder", "")
                .link(chip + "temp3_input", "devices/nowhere");

        assertThat(sample(ALL))
                .isEqualTo(
                        """
                        node_hwmon_chip_names{chip="platform_a_0",chip_name="a"} 1
                        node_hwmon_temp_celsius{chip="platform_a_0",sensor="temp1"} 1
                        """);
    }

    @Test
    void sensors_of_old_drivers_lie_beside_the_device() throws Exception {
        chip(0, "platform/a.0", "a", "fan1_input", "1200");
        sys.file("devices/platform/a.0/fan2_input", "900\n");

        assertThat(sample(ALL))
                .contains(
                        """
                        node_hwmon_fan_rpm{chip="platform_a_0",sensor="fan1"} 1200
                        node_hwmon_fan_rpm{chip="platform_a_0",sensor="fan2"} 900
                        """);
    }

    @Test
    void chips_and_sensors_are_chosen_by_pattern() throws Exception {
        chip(0, "platform/coretemp.0", "coretemp", "temp1_input", "1000");
        sys.file("devices/platform/coretemp.0/hwmon/hwmon0/temp3_input", "3000\n");
        chip(1, "platform/other.0", "other", "temp1_input", "2000");

        assertThat(sample(new HwmonSettings("coretemp", "", "", "")))
                .contains("temp1", "temp3")
                .doesNotContain("other");
        assertThat(sample(new HwmonSettings("", "^platform_other_0$", "", "")))
                .contains("coretemp")
                .doesNotContain("other");
        assertThat(sample(new HwmonSettings("", "", "", "platform_coretemp_0;temp3")))
                .contains("temp1")
                .doesNotContain("temp3");
        assertThat(sample(new HwmonSettings("", "", "other_0;", "")))
                .doesNotContain("celsius{chip=\"platform_coretemp_0\"")
                .contains("celsius{chip=\"platform_other_0\"");
    }

    @Test
    void a_driver_that_is_loaded_anew_elsewhere_is_found_again() throws Exception {
        chip(0, "platform/old.0", "a", "temp1_input", "1000");
        var part = new Hwmon(sys.files(), ALL);
        assertThat(PartRound.samplesOf(part)).contains("platform_old_0");

        Files.delete(folder.resolve("class/hwmon/hwmon0"));
        Files.delete(folder.resolve("devices/platform/old.0/hwmon/hwmon0/temp1_input"));
        chip(0, "platform/new.0", "a", "temp1_input", "2000");
        PartRound.samplesOf(part);

        assertThat(PartRound.samplesOf(part))
                .contains("node_hwmon_temp_celsius{chip=\"platform_new_0\",sensor=\"temp1\"} 2\n")
                .doesNotContain("old");
    }

    @Test
    void include_and_exclude_at_once_are_refused() {
        assertThatThrownBy(() -> new HwmonSettings("a", "b", "", ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("chip_include");
        assertThatThrownBy(() -> new HwmonSettings("", "", "(", ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("sensor_include");
    }

    @Test
    void a_machine_without_chips_has_none() {
        assertThatThrownBy(() -> sample(ALL))
                .isInstanceOf(NotHere.class)
                .hasMessage(folder + "/class/hwmon does not exist");
    }

    @ParameterizedTest
    @CsvSource({
        "temp1_input, temp, temp1, input",
        "in0_min_alarm, in, in0, min_alarm",
        "pwm1, pwm, pwm1, ''",
        "pwm12_auto_point1_temp, pwm, pwm12, auto_point1_temp",
        "beep_enable, beep_enable, beep_enable0, ''",
        "update_interval, update_interval, update_interval0, ''",
        "cpu0_vid, cpu, cpu0, vid",
        "temp007_max, temp, temp7, max",
        "in_x1y, in, in0, x1y",
    })
    void file_names_are_taken_apart(String file, String type, String sensor, String element) {
        assertThat(HwmonFile.of(file))
                .isEqualTo(Optional.of(new HwmonFile(new HwmonFile.Sensor(type, sensor), element)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name",
                "uevent",
                "power",
                "device",
                "in_voltage0_raw",
                "temp1_",
                "temp1x",
                "temp9999999999999999999_input",
                "1temp",
                ""
            })
    void other_file_names_are_no_sensors(String file) {
        assertThat(HwmonFile.of(file)).isEmpty();
    }

    private void chip(int number, String device, String name, String file, String value) {
        var path = "devices/" + device + "/hwmon/hwmon" + number;
        sys.file(path + "/name", name + "\n")
                .file(path + "/" + file, value + "\n")
                .link(path + "/device", "devices/" + device)
                .link("class/hwmon/hwmon" + number, path);
    }

    private String sample(HwmonSettings settings) throws IOException {
        return PartRound.samplesOf(new Hwmon(sys.files(), settings));
    }
}
