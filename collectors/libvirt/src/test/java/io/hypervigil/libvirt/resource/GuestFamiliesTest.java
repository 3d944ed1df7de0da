package io.hypervigil.libvirt.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.libvirt.jna.TypedParameters;
import io.hypervigil.libvirt.jna.VirtException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class GuestFamiliesTest {

    @Test
    void a_guest_that_says_nothing_has_nothing() throws VirtException {
        assertThat(written(Map.of())).isEmpty();
    }

    @Test
    void load_is_written_where_the_daemon_knows_it() throws VirtException {
        assertThat(written(Map.of("load.1m", 0.5, "load.5m", 1.25, "load.15m", 3.0)))
                .isEqualTo(
                        """
                        libvirt_domain_guest_load1{domain="web"} 0.5
                        libvirt_domain_guest_load15{domain="web"} 3
                        libvirt_domain_guest_load5{domain="web"} 1.25
                        """);
    }

    @Test
    void a_file_system_without_sizes_has_none_and_one_that_is_there_twice_counts_once()
            throws VirtException {
        var said = new HashMap<String, Object>();
        said.put("fs.count", 4L);
        for (int i = 0; i < 2; i++) {
            said.put("fs." + i + ".name", "vda1");
            said.put("fs." + i + ".mountpoint", "/");
            said.put("fs." + i + ".fstype", "ext4");
            said.put("fs." + i + ".total-bytes", 4096L);
        }
        said.put("fs.2.mountpoint", "/boot");

        assertThat(written(said))
                .isEqualTo(
                        """
                        libvirt_domain_guest_filesystem_capacity_bytes{domain="web",device="vda1",\
                        mount_point="/",file_system_type="ext4"} 4096
                        """);
    }

    @Test
    void counts_that_a_guest_makes_up_cost_nothing() throws VirtException {
        var said = new HashMap<String, Object>();
        said.put("fs.count", Long.MAX_VALUE);
        said.put("if.count", Long.MAX_VALUE);
        said.put("if.0.hwaddr", "52:54:00:00:00:01");
        said.put("if.0.addr.count", 100_000L);
        for (int i = 0; i < 1000; i++) {
            said.put("if.0.addr." + i + ".addr", "2001:db8::" + i);
        }

        assertThat(written(said).lines()).hasSize(64);
    }

    @Test
    void a_guests_loopback_is_no_address_of_it() throws VirtException {
        var said =
                Map.of(
                        "if.count", 3L,
                        "if.0.name", "lo",
                        "if.0.hwaddr", "00:00:00:00:00:00",
                        "if.0.addr.count", 1L,
                        "if.0.addr.0.addr", "127.0.0.1",
                        "if.1.name", "tun0",
                        "if.1.addr.count", 1L,
                        "if.1.addr.0.addr", "10.8.0.1");

        assertThat(written(said)).isEmpty();
    }

    private static String written(Map<String, ?> said) throws VirtException {
        var round = Round.of(out -> GuestFamilies.write("web", TypedParameters.of(said), out));
        assertThat(round.dropped()).isZero();
        return round.samples();
    }
}
