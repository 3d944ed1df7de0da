package io.hypervigil.libvirt.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypervigil.collect.Golden;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.MalformedTextException;
import io.hypervigil.collect.files.Text;
import io.hypervigil.libvirt.domain.Domains;
import io.hypervigil.libvirt.net.InterfaceCounts.Direction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HostDevicesTest {

    private static final String DEV =
            """
            Inter-|   Receive                                                |  Transmit
             face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
                lo: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16
            tap0a1b2c3d-4e:1000 10 1 2 0 0 0 0 2000 20 3 4 0 0 0 0
            macvtap0: 18446744073709551615 30 0 0 0 0 0 0 4000 40 0 0 0 0 0 0
            """;

    @TempDir Path proc;

    @Test
    void what_the_host_sends_into_a_tap_the_guest_receives_and_a_macvtap_counts_as_the_guest()
            throws Exception {
        var devices = HostDevices.parse(Text.of(DEV));

        Golden.assertMatches(
                Path.of("src/test/golden/interfaces.prom"),
                Domains.written(
                        sink ->
                                InterfaceMetrics.write(
                                        Domains.of("kvm-openstack"), devices::of, sink)));
    }

    @Test
    void a_device_is_there_or_not() {
        var devices = HostDevices.parse(Text.of(DEV));

        assertThat(devices.has("macvtap0")).isTrue();
        assertThat(devices.has("vhu4")).isFalse();
    }

    @Test
    void what_has_no_device_on_the_host_may_come_from_elsewhere() {
        var counts = new InterfaceCounts(new Direction(1, 2, 3, 4), new Direction(5, 6, 7, 8));

        assertThat(
                        Domains.written(
                                sink ->
                                        InterfaceMetrics.write(
                                                Domains.of("kvm-openstack"),
                                                nic ->
                                                        nic.type().equals("vhostuser")
                                                                ? Optional.of(counts)
                                                                : Optional.empty(),
                                                sink)))
                .contains(
                        "libvirt_domain_interface_stats_receive_bytes_total{domain=\"instance-00000885\",target_device=\"vhu4\"} 1\n")
                .contains(
                        "libvirt_domain_interface_stats_transmit_drops_total{domain=\"instance-00000885\",target_device=\"vhu4\"} 8\n")
                .doesNotContain("tap0a1b2c3d-4e");
    }

    @Test
    void the_network_of_the_first_process_comes_first() throws IOException {
        var nic = Domains.of("kvm-openstack").description().interfaces().getFirst();
        write("net/dev", DEV.replace("2000", "7"));
        assertThat(HostDevices.read(FileTree.at(proc)).of(nic).orElseThrow().received().bytes())
                .isEqualTo(7);

        write("1/net/dev", DEV);
        assertThat(HostDevices.read(FileTree.at(proc)).of(nic).orElseThrow().received().bytes())
                .isEqualTo(2000);
    }

    @Test
    void a_file_that_is_not_there_or_ends_too_early_is_said() throws IOException {
        assertThatThrownBy(() -> HostDevices.read(FileTree.at(proc)))
                .isInstanceOf(NoSuchFileException.class);

        write("net/dev", "vnet0: 1 2 3\n");
        assertThatThrownBy(() -> HostDevices.read(FileTree.at(proc)))
                .hasMessageContaining("net/dev, line 1: ends too early");
    }

    @Property
    void any_text_is_read_or_refused(@ForAll List<String> lines) {
        try {
            HostDevices.parse(Text.of(String.join("\n", lines)));
        } catch (MalformedTextException e) {
            assertThat(e.getMessage()).startsWith("line ");
        }
    }

    private void write(String path, String text) throws IOException {
        Files.createDirectories(proc.resolve(path).getParent());
        Files.writeString(proc.resolve(path), text);
    }
}
