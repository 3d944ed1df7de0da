package io.hypervigil.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypervigil.config.ListenAddress.Tcp;
import io.hypervigil.config.ListenAddress.Unix;
import java.nio.file.Path;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ListenAddressTest {

    @ParameterizedTest
    @CsvSource({
        ":10048, '', 10048",
        "127.0.0.1:9100, 127.0.0.1, 9100",
        "0.0.0.0:0, 0.0.0.0, 0",
        "[::1]:9100, ::1, 9100",
        "[::]:65535, ::, 65535",
        "[fe80::1%eth0]:9100, fe80::1%eth0, 9100",
        "hypervisor-7.example:09100, hypervisor-7.example, 9100"
    })
    void a_host_and_a_port(String text, String host, int port) {
        assertThat(ListenAddress.parse(text)).isEqualTo(new Tcp(host, port));
    }

    @Test
    void a_unix_socket() {
        assertThat(ListenAddress.parse("unix:/run/hypervigil.sock"))
                .isEqualTo(new Unix(Path.of("/run/hypervigil.sock")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", ":", "10048", "localhost", "localhost:", "localhost:http", "::1:9100",
                "[::1]", "[::1]9100", "[localhost]:9100", ":65536", ":99999", ":-1", ":123456",
                "a:b:1", "unix:", "unix:relative.sock", "[::1:9100", "http://:80"
            })
    void anything_else_is_refused(String text) {
        assertThatThrownBy(() -> ListenAddress.parse(text))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void an_address_is_written_as_it_is_read(@ForAll @IntRange(max = 65_535) int port) {
        for (String host : new String[] {"", "localhost", "::1", "192.0.2.1"}) {
            var address = new Tcp(host, port);

            assertThat(ListenAddress.parse(address.toString())).isEqualTo(address);
        }
    }
}
