package io.hypervigil.host.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypervigil.collect.settings.SettingsBinder;
import io.hypervigil.host.part.PartRound;
import io.hypervigil.host.part.Tree;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PowerSuppliesTest {

    @TempDir Path folder;

    @Test
    void values_come_in_their_unit_and_texts_as_labels() throws Exception {
        var sys =
                Tree.in(folder)
                        .file("class/power_supply/AC/online", "1\n")
                        .file("class/power_supply/AC/type", "Mains\n")
                        .file("class/power_supply/BAT0/voltage_now", "12229000\n")
                        .file("class/power_supply/BAT0/temp", "-15\n")
                        .file("class/power_supply/BAT0/capacity", "81\n")
                        .file("class/power_supply/BAT0/cycle_count", "\n")
                        .file("class/power_supply/BAT0/status", "Full\n")
                        .file("class/power_supply/BAT0/model_name", "\n");

        assertThat(sample(sys, "^$"))
                .isEqualTo(
                        """
                        node_power_supply_capacity{power_supply="BAT0"} 81
                        node_power_supply_info{power_supply="AC",type="Mains"} 1
                        node_power_supply_info{power_supply="BAT0",status="Full"} 1
                        node_power_supply_online{power_supply="AC"} 1
                        node_power_supply_temp_celsius{power_supply="BAT0"} -1.5
                        node_power_supply_voltage_volt{power_supply="BAT0"} 12.229
                        """);
        assertThat(sample(sys, "^BAT")).doesNotContain("BAT0").contains("AC");
    }

    @Test
    void the_setting_is_a_pattern() {
        assertThat(SettingsBinder.defaults(PowerSupplies.Settings.class))
                .isEqualTo(new PowerSupplies.Settings("^$"));
        assertThatThrownBy(() -> new PowerSupplies.Settings("["))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("ignored_supplies");
    }

    private static String sample(Tree sys, String ignored) throws Exception {
        return PartRound.samplesOf(
                new PowerSupplies(sys.files(), new PowerSupplies.Settings(ignored)));
    }
}
