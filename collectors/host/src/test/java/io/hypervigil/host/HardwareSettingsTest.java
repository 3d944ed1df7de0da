package io.hypervigil.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.settings.Given;
import io.hypervigil.collect.settings.SettingsBinder;
import io.hypervigil.host.bus.PciSettings;
import io.hypervigil.host.power.PowerSupplies;
import io.hypervigil.host.power.Rapl;
import io.hypervigil.host.sensor.HwmonSettings;
import io.hypervigil.host.systemd.SystemdSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class HardwareSettingsTest {

    @Test
    void the_defaults_are_node_exporters() {
        var settings = SettingsBinder.defaults(HostSettings.class);

        assertThat(settings.reader()).isEqualTo(HostSettings.Reader.AUTO);
        assertThat(settings.hwmon()).isEqualTo(new HwmonSettings("", "", "", ""));
        assertThat(settings.pcidevice()).isEqualTo(new PciSettings(false, ""));
        assertThat(settings.powersupply()).isEqualTo(new PowerSupplies.Settings("^$"));
        assertThat(settings.rapl()).isEqualTo(new Rapl.Settings(false));
        assertThat(settings.systemd())
                .isEqualTo(
                        new SystemdSettings(
                                ".+",
                                ".+\\.(automount|device|mount|scope|slice)",
                                false,
                                false,
                                false,
                                false));
    }

    @Test
    void every_key_is_taken() throws Exception {
        var given =
                mapping(
                        Map.of(
                                "reader",
                                text("kernel"),
                                "hwmon",
                                mapping(
                                        Map.of(
                                                "chip_include", text("a"),
                                                "sensor_exclude", text("b"))),
                                "pcidevice",
                                mapping(Map.of("names", text("true"), "idsfile", text("/ids"))),
                                "powersupply",
                                mapping(Map.of("ignored_supplies", text("BAT"))),
                                "rapl",
                                mapping(Map.of("enable_zone_label", text("true"))),
                                "systemd",
                                mapping(
                                        Map.of(
                                                "unit_include", text("x.+"),
                                                "unit_exclude", text("y.+"),
                                                "enable_restarts_metrics", text("true"),
                                                "enable_start_time_metrics", text("true"),
                                                "enable_task_metrics", text("true"),
                                                "private_connection", text("true")))));

        var settings = new SettingsBinder(_ -> null, Path.of("")).bind(HostSettings.class, given);

        assertThat(settings.reader()).isEqualTo(HostSettings.Reader.KERNEL);
        assertThat(settings.hwmon()).isEqualTo(new HwmonSettings("a", "", "", "b"));
        assertThat(settings.pcidevice()).isEqualTo(new PciSettings(true, "/ids"));
        assertThat(settings.powersupply()).isEqualTo(new PowerSupplies.Settings("BAT"));
        assertThat(settings.rapl()).isEqualTo(new Rapl.Settings(true));
        assertThat(settings.systemd())
                .isEqualTo(new SystemdSettings("x.+", "y.+", true, true, true, true));
    }

    private static Given text(String text) {
        return new Given.Scalar(text, "test");
    }

    private static Given mapping(Map<String, Given> fields) {
        var places = fields.keySet().stream().collect(Collectors.toMap(key -> key, _ -> "test"));
        return new Given.Fields(fields, places, "test");
    }
}
