package io.hypervigil.containers.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.containers.launch.PublishedPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostListenersTest {

    private static final String HEAD =
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid\n";

    @TempDir
    @SuppressWarnings("NullAway.Init") // By JUnit.
    Path net;

    @Test
    void who_listens_is_found_at_each_address_and_who_is_connected_is_not() throws IOException {
        Files.writeString(
                net.resolve("tcp"),
                HEAD
                        + "   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 0\n"
                        + "   1: 0A01A8C0:0050 0B01A8C0:C000 01 00000000:00000000 00:00000000 0\n"
                        + "nonsense\n");
        Files.writeString(
                net.resolve("tcp6"),
                HEAD
                        + "   0: 00000000000000000000000000000000:01BB"
                        + " 00000000000000000000000000000000:0000 0A 0 0\n"
                        + "   1: 000000FD000000000000000001000000:2328"
                        + " 00000000000000000000000000000000:0000 0A 0 0\n");
        Files.writeString(net.resolve("udp"), HEAD + "  7: 00000000:0035 00000000:0000 07 0 0\n");

        assertThat(inTheWayOf("8080:80")).contains("127.0.0.1:8080/tcp");
        assertThat(inTheWayOf("127.0.0.1:8080:80")).contains("127.0.0.1:8080/tcp");
        assertThat(inTheWayOf("127.0.0.2:8080:80")).isEmpty();
        assertThat(inTheWayOf("8080:80/udp")).isEmpty();
        assertThat(inTheWayOf("80:80")).isEmpty();
        assertThat(inTheWayOf("10.0.0.1:443:80")).contains("443/tcp");
        assertThat(inTheWayOf("9000:80")).contains("[fd00:0:0:0:0:0:0:1]:9000/tcp");
        assertThat(inTheWayOf("127.0.0.1:53:80/udp")).contains("53/udp");
    }

    @Test
    void where_the_files_may_not_be_read_nobody_is_known() {
        assertThat(inTheWayOf("8080:80")).isEmpty();
    }

    @Test
    void a_real_listener_is_found() throws IOException {
        try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var real = new HostListeners(Path.of("/proc/self/net"));
            var asked = PublishedPort.parse(listener.getLocalPort() + ":80").orElseThrow();

            assertThat(real.inTheWayOf(asked)).isPresent();
        }
    }

    private Optional<String> inTheWayOf(String port) {
        return new HostListeners(net)
                .inTheWayOf(PublishedPort.parse(port).orElseThrow())
                .map(PublishedPort::text);
    }
}
