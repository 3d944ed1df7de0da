package io.hypervigil.host.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypervigil.collect.files.FileTree;
import io.hypervigil.host.part.NotHere;
import io.hypervigil.host.part.PartRound;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NetclassTest {

    private static final NetclassSettings DEFAULTS = new NetclassSettings("", false);

    @TempDir Path sys;

    @Test
    void a_device_is_described_by_its_files() throws IOException {
        device(
                "eth0",
                Map.ofEntries(
                        Map.entry("operstate", "up"),
                        Map.entry("address", "52:54:00:12:34:56"),
                        Map.entry("broadcast", "ff:ff:ff:ff:ff:ff"),
                        Map.entry("duplex", "full"),
                        Map.entry("flags", "0x1003"),
                        Map.entry("dev_id", "0x2a"),
                        Map.entry("ifalias", "up \"link\""),
                        Map.entry("speed", "10000"),
                        Map.entry("mtu", "1500"),
                        Map.entry("carrier_changes", "4")));

        assertThat(sample(DEFAULTS))
                .isEqualTo(
                        """
                        node_network_carrier_changes_total{device="eth0"} 4
                        node_network_device_id{device="eth0"} 42
                        node_network_flags{device="eth0"} 4099
                        node_network_info{device="eth0",address="52:54:00:12:34:56",broadcast="ff:ff:ff:ff:ff:ff",duplex="full",operstate="up",adminstate="up",ifalias="up \\"link\\""} 1
                        node_network_mtu_bytes{device="eth0"} 1500
                        node_network_speed_bytes{device="eth0"} 1250000000
                        node_network_up{device="eth0"} 1
                        """);
    }

    @Test
    void a_device_that_does_not_know_its_speed_says_so_unless_told_not_to() throws IOException {
        device("eth0", Map.of("operstate", "down", "flags", "0x1002", "speed", "-1"));

        assertThat(sample(DEFAULTS))
                .contains("node_network_speed_bytes{device=\"eth0\"} -125000\n");
        assertThat(sample(new NetclassSettings("", true))).doesNotContain("speed");
        assertThat(sample(DEFAULTS)).contains("operstate=\"down\",adminstate=\"down\"");
    }

    @Test
    void a_file_among_the_devices_is_none_and_guests_are_left_out() throws IOException {
        Files.createDirectories(sys.resolve("class/net"));
        Files.writeString(sys.resolve("class/net/bonding_masters"), "bond0\n");
        device("bond0", Map.of("operstate", "up"));
        device("tap100i0", Map.of("operstate", "unknown"));

        assertThat(sample(DEFAULTS))
                .contains("node_network_up{device=\"bond0\"} 1\n")
                .contains("adminstate=\"unknown\"")
                .doesNotContain("bonding_masters")
                .doesNotContain("tap");
        assertThat(sample(new NetclassSettings("^$", false)))
                .contains("node_network_up{device=\"tap100i0\"} 0\n");
    }

    @Test
    void a_machine_without_network_devices_is_no_failure() {
        assertThatThrownBy(() -> sample(DEFAULTS)).isInstanceOf(NotHere.class);
    }

    private String sample(NetclassSettings settings) throws IOException {
        return PartRound.samplesOf(new Netclass(FileTree.at(sys), settings, false));
    }

    private void device(String name, Map<String, String> attributes) throws IOException {
        var folder = Files.createDirectories(sys.resolve("class/net/" + name));
        for (var attribute : attributes.entrySet()) {
            Files.writeString(folder.resolve(attribute.getKey()), attribute.getValue() + "\n");
        }
    }
}
