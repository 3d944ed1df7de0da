package io.hypervigil.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ListenAddressTest {

    @ParameterizedTest
    @CsvSource({
        ":10048, '', 10048",
        "0.0.0.0:80, 0.0.0.0, 80",
        "localhost:0, localhost, 0",
        "host-1.example.org:65535, host-1.example.org, 65535",
        "[::]:1, ::, 1",
        "[::ffff:1.2.3.4]:1, ::ffff:1.2.3.4, 1",
        "[fe80::1%eth0]:1, fe80::1%eth0, 1"
    })
    void hosts_and_ports_are_taken(String text, String host, int port) {
        assertThat(ListenAddress.parse(text)).contains(new ListenAddress.Tcp(host, port));
    }

    @Test
    void a_socket_in_the_file_system_is_taken() {
        assertThat(ListenAddress.parse("unix:/run/hv.sock"))
                .contains(new ListenAddress.Unix(Path.of("/run/hv.sock")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10048",
                "host",
                "host:",
                ":65536",
                ":-1",
                ":080",
                "::1:80",
                "[::1]",
                "[]:1",
                "a b:1",
                "http://a:1",
                "unix:",
                "unix:relative",
                "unix:/a\0b",
                ":1\n"
            })
    void everything_else_is_none(String text) {
        assertThat(ListenAddress.parse(text)).isEmpty();
    }

    @Property
    void what_is_taken_is_written_as_it_was_read(@ForAll String text) {
        ListenAddress.parse(text).ifPresent(address -> assertThat(address).hasToString(text));
    }
}
