package io.hypervigil.host.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypervigil.collect.files.MalformedTextException;
import io.hypervigil.collect.settings.SettingsBinder;
import io.hypervigil.host.part.NotHere;
import io.hypervigil.host.part.PartRound;
import io.hypervigil.host.part.Tree;
import java.nio.file.Path;
import java.util.HashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RaplTest {

    private static final Rapl.Settings DEFAULTS = SettingsBinder.defaults(Rapl.Settings.class);

    @TempDir Path folder;

    @Test
    void zones_are_counted_where_their_names_are_alike() {
        var used = new HashMap<String, Integer>();

        assertThat(Rapl.Zone.of("package-1", used)).isEqualTo(new Rapl.Zone("package", 1));
        assertThat(Rapl.Zone.of("dram", used)).isEqualTo(new Rapl.Zone("dram", 0));
        assertThat(Rapl.Zone.of("dram", used)).isEqualTo(new Rapl.Zone("dram", 1));
        assertThat(Rapl.Zone.of("package-0-die-1", used))
                .isEqualTo(new Rapl.Zone("package-0-die-1", 0));
        assertThat(Rapl.Zone.of("a-b", used)).isEqualTo(new Rapl.Zone("a-b", 0));
    }

    @Test
    void a_zone_is_in_the_name_or_by_setting_a_label() throws Exception {
        var sys = zone("package-0-die-1", "2500000\n");
        var path = folder + "/class/powercap/intel-rapl:0";

        assertThat(PartRound.samplesOf(new Rapl(sys.files(), DEFAULTS)))
                .isEqualTo(
                        "node_rapl_package_0_die_1_joules_total{index=\"0\",path=\""
                                + path
                                + "\"} 2.5\n");
        assertThat(PartRound.samplesOf(new Rapl(sys.files(), new Rapl.Settings(true))))
                .isEqualTo(
                        "node_rapl_joules_total{index=\"0\",path=\""
                                + path
                                + "\",rapl_zone=\"package-0-die-1\"} 2.5\n");
    }

    @Test
    void an_energy_that_is_none_is_refused_with_its_file() {
        var sys = zone("psys", "\n");

        assertThatThrownBy(() -> PartRound.samplesOf(new Rapl(sys.files(), DEFAULTS)))
                .isInstanceOf(MalformedTextException.class)
                .hasMessage(
                        folder
                                + "/class/powercap/intel-rapl:0/energy_uj, line 1: ends too early: ''");
    }

    @Test
    void a_machine_without_powercap_has_none() {
        assertThatThrownBy(() -> PartRound.samplesOf(new Rapl(Tree.in(folder).files(), DEFAULTS)))
                .isInstanceOf(NotHere.class);
    }

    private Tree zone(String name, String energy) {
        return Tree.in(folder)
                .file("class/powercap/intel-rapl/enabled", "1\n")
                .file("class/powercap/intel-rapl:0/name", name + "\n")
                .file("class/powercap/intel-rapl:0/energy_uj", energy);
    }
}
