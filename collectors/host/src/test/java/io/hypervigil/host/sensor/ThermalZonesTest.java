package io.hypervigil.host.sensor;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.host.part.PartRound;
import io.hypervigil.host.part.Tree;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ThermalZonesTest {

    @TempDir Path folder;

    @Test
    void a_zone_that_cannot_be_read_costs_itself() throws Exception {
        var sys =
                Tree.in(folder)
                        .file("class/thermal/thermal_zone0/type", "x86_pkg_temp\n")
                        .file("class/thermal/thermal_zone0/temp", "48500\n")
                        .file("class/thermal/thermal_zone1/type", "acpitz\n")
                        .file("class/thermal/thermal_zone2/type", "iwlwifi\n")
                        .file("class/thermal/thermal_zone2/temp", "?\n")
                        .file("class/thermal/thermal_zone_x/type", "none\n")
                        .file("class/thermal/cooling_device0/type", "Fan\n")
                        .file("class/thermal/cooling_device0/cur_state", "-1\n")
                        .file("class/thermal/cooling_device0/max_state", "50\n")
                        .file("class/thermal/cooling_device1/type", "Fan\n");

        assertThat(PartRound.samplesOf(new ThermalZones(sys.files())))
                .isEqualTo(
                        """
                        node_cooling_device_cur_state{name="0",type="Fan"} -1
                        node_cooling_device_max_state{name="0",type="Fan"} 50
                        node_thermal_zone_temp{type="x86_pkg_temp",zone="0"} 48.5
                        """);
    }

    @Test
    void a_machine_without_zones_gives_nothing() throws Exception {
        assertThat(PartRound.samplesOf(new ThermalZones(Tree.in(folder).files()))).isEmpty();
    }
}
