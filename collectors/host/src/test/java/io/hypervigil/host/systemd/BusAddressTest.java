package io.hypervigil.host.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class BusAddressTest {

    @Test
    void the_bus_is_below_the_root_of_the_host() {
        assertThat(BusAddress.ofSystemBus(Path.of("/host"), "unix:path=/tmp/mine"))
                .isEqualTo(Path.of("/host/run/dbus/system_bus_socket"));
    }

    @Test
    void the_environment_says_where_ours_is() {
        assertThat(BusAddress.ofSystemBus(Path.of("/"), "unix:path=/tmp/mine,guid=ab;tcp:"))
                .isEqualTo(Path.of("/tmp/mine"));
        assertThat(BusAddress.ofSystemBus(Path.of("/"), "unix:abstract=/tmp/mine"))
                .isEqualTo(Path.of("/run/dbus/system_bus_socket"));
        assertThat(BusAddress.ofSystemBus(Path.of("/"), null))
                .isEqualTo(Path.of("/run/dbus/system_bus_socket"));
    }
}
