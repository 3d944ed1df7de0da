package io.hypervigil.host.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.HostFiles;
import io.hypervigil.host.part.PartRound;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NetdevTest {

    private static final String HEAD = "Inter-| Receive\n face |bytes packets\n";

    @TempDir Path root;

    @BeforeEach
    void write() throws IOException {
        device("eth0", "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 18446744073709551615");
        device("vnet0", "0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0");
        device("br-lan", "0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0");
        device("wan-tap", "0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0");
        file("sys/class/net/wan-tap/brport/port_no", "0x1\n");
        file("sys/class/net/wan-tap/tun_flags", "0x5002\n");
        file("sys/class/net/eth0/statistics/rx_nohandler", "77\n");
        file("sys/class/net/eth0/statistics/rx_missed_errors", "5\n");
        file("sys/class/net/eth0/ifalias", "uplink\n");
    }

    @Test
    void columns_are_named_as_node_exporter_names_them() throws IOException {
        assertThat(sample(new NetdevSettings("^eth0$", "", false, false, false), false))
                .isEqualTo(
                        """
                        node_network_receive_bytes_total{device="eth0"} 1
                        node_network_receive_compressed_total{device="eth0"} 7
                        node_network_receive_drop_total{device="eth0"} 4
                        node_network_receive_errs_total{device="eth0"} 3
                        node_network_receive_fifo_total{device="eth0"} 5
                        node_network_receive_frame_total{device="eth0"} 6
                        node_network_receive_multicast_total{device="eth0"} 8
                        node_network_receive_nohandler_total{device="eth0"} 77
                        node_network_receive_packets_total{device="eth0"} 2
                        node_network_transmit_bytes_total{device="eth0"} 9
                        node_network_transmit_carrier_total{device="eth0"} 15
                        node_network_transmit_colls_total{device="eth0"} 14
                        node_network_transmit_compressed_total{device="eth0"} 1.8446744073709552E19
                        node_network_transmit_drop_total{device="eth0"} 12
                        node_network_transmit_errs_total{device="eth0"} 11
                        node_network_transmit_fifo_total{device="eth0"} 13
                        node_network_transmit_packets_total{device="eth0"} 10
                        """);
    }

    @Test
    void devices_of_guests_are_left_out_unless_asked_for() throws IOException {
        var settings = new NetdevSettings("", "", false, false, false);

        assertThat(devices(sample(settings, false))).containsExactly("br-lan", "eth0");
        assertThat(devices(sample(settings, true)))
                .containsExactly("br-lan", "eth0", "vnet0", "wan-tap");
    }

    @Test
    void a_pattern_replaces_the_rule_on_guests() throws IOException {
        assertThat(devices(sample(new NetdevSettings("", "^br", false, false, false), false)))
                .containsExactly("eth0", "vnet0", "wan-tap");
        assertThat(devices(sample(new NetdevSettings("vnet", "", false, false, false), false)))
                .containsExactly("vnet0");
    }

    @Test
    void detailed_counts_carry_the_kernels_names_and_the_alias_is_a_label() throws IOException {
        assertThat(sample(new NetdevSettings("eth0", "", false, true, true), false))
                .isEqualTo(
                        """
                        node_network_receive_missed_errors_total{device="eth0",ifalias="uplink"} 5
                        node_network_receive_nohandler_total{device="eth0",ifalias="uplink"} 77
                        """);
    }

    @Test
    void the_network_is_that_of_the_first_process() throws IOException {
        file("proc/1/net/dev", HEAD + "  eno1: 5 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0\n");

        assertThat(devices(sample(new NetdevSettings("", "", false, false, false), false)))
                .containsExactly("eno1");
    }

    @ParameterizedTest
    @CsvSource({
        "lo, false",
        "eth0, false",
        "enp65s0f0np0, false",
        "bond0, false",
        "vmbr0, false",
        "virbr0, false",
        "docker0, false",
        "br-3f21b7a, false",
        "tun0, false",
        "wg0, false",
        "lxcbr0, false",
        "lxdbr0, false",
        "fwupd0, false",
        "vnetwork, false",
        "tap100i0, true",
        "tap3f21b7a-5c, true",
        "vnet0, true",
        "veth3f21b7a, true",
        "fwbr100i0, true",
        "fwpr100p0, true",
        "fwln100i0, true",
        "macvtap0, true",
        "cali123456789ab, true",
        "lxc0123456789ab, true",
    })
    void guests_are_known_by_the_names_that_hypervisors_give(String device, boolean isGuest) {
        var guests = new GuestDevices(FileTree.at(root.resolve("sys")));

        assertThat(guests.has(device)).isEqualTo(isGuest);
    }

    @Test
    void a_bridged_tun_that_carries_no_ethernet_is_no_guest() throws IOException {
        file("sys/class/net/vpn/brport/port_no", "0x1\n");
        file("sys/class/net/vpn/tun_flags", "0x1001\n");

        assertThat(new GuestDevices(FileTree.at(root.resolve("sys"))).has("vpn")).isFalse();
    }

    private String sample(NetdevSettings settings, boolean withGuests) throws IOException {
        var none = FileTree.at(root.resolve("none"));
        var files =
                new HostFiles(
                        FileTree.at(root.resolve("proc")),
                        FileTree.at(root.resolve("sys")),
                        none,
                        none);
        return PartRound.samplesOf(new Netdev(files, settings, withGuests));
    }

    private static List<String> devices(String samples) {
        return Pattern.compile("node_network_receive_bytes_total\\{device=\"([^\"]*)\"")
                .matcher(samples)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    private void device(String name, String counts) throws IOException {
        var dev = root.resolve("proc/net/dev");
        var before = Files.exists(dev) ? Files.readString(dev) : HEAD;
        file("proc/net/dev", before + "  " + name + ": " + counts + "\n");
    }

    private void file(String path, String text) throws IOException {
        var file = root.resolve(path);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, text);
    }
}
