package io.hypervigil.host.dbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BusConnectionTest {

    private static final Duration LIMIT = Duration.ofMillis(300);
    private static final MethodCall CALL =
            MethodCall.property("org.example", "/", "org.example.Thing", "Size");

    @TempDir Path folder;
    private Path socket = Path.of("");

    @BeforeEach
    void name() {
        socket = folder.resolve("bus");
    }

    @Test
    void the_bus_itself_answers() throws Exception {
        try (var bus = BusDaemon.below(folder);
                var connection = BusConnection.toBus(bus.socket(), Duration.ofSeconds(5))) {
            var owner =
                    new MethodCall(
                            "org.freedesktop.DBus",
                            "/org/freedesktop/DBus",
                            "org.freedesktop.DBus",
                            "NameHasOwner",
                            List.of("org.freedesktop.DBus"));

            assertThat(connection.call(List.of(owner, CALL)))
                    .containsExactly(
                            new Reply.Answer(List.of(true)),
                            new Reply.Refusal(
                                    "org.freedesktop.DBus.Error.NameHasNoOwner",
                                    "Name \"org.example\" does not exist"));
        }
    }

    @Test
    void nobody_at_the_socket_is_a_failure_that_names_it() throws Exception {
        Files.createFile(socket);

        assertThatThrownBy(() -> BusConnection.toBus(socket, LIMIT))
                .isInstanceOf(IOException.class)
                .hasMessage(socket + ": Connection refused");
    }

    @Test
    void one_who_never_says_a_word_is_given_up_in_time() throws Exception {
        try (var _ = FakeService.scripted(socket, FakeService::readLine)) {
            // The script ends after the first line, and with it the connection.
            assertThatThrownBy(() -> BusConnection.toBus(socket, LIMIT))
                    .isInstanceOf(IOException.class);
        }
        Files.delete(socket);
        try (var _ = FakeService.scripted(socket, BusConnectionTest::listenForEver)) {
            assertThatThrownBy(() -> BusConnection.toBus(socket, LIMIT))
                    .hasMessage(socket + ": no answer within 300 ms");
        }
    }

    @Test
    void one_who_drips_is_given_up_in_time() throws Exception {
        try (var _ =
                FakeService.scripted(
                        socket,
                        channel -> {
                            FakeService.readLine(channel);
                            FakeService.write(channel, "DAT");
                            listenForEver(channel);
                        })) {
            assertThatThrownBy(() -> BusConnection.toBus(socket, LIMIT))
                    .hasMessage(socket + ": no answer within 300 ms");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HTTP/1.1 400 Bad Request\\r\\n | 'HTTP/1.1 400 Bad Request', DATA expected",
                "REJECTED EXTERNAL\\r\\n         | 'REJECTED EXTERNAL', DATA expected",
            })
    void who_does_not_speak_our_language_is_refused(String said, String why) throws Exception {
        try (var _ =
                FakeService.scripted(
                        socket,
                        channel -> {
                            FakeService.readLine(channel);
                            FakeService.write(channel, said.replace("\\r\\n", "\r\n"));
                            listenForEver(channel);
                        })) {
            assertThatThrownBy(() -> BusConnection.toBus(socket, LIMIT))
                    .hasMessage(socket + ": " + why);
        }
    }

    @Test
    void a_line_without_end_is_refused() throws Exception {
        try (var _ =
                FakeService.scripted(
                        socket,
                        channel -> {
                            FakeService.readLine(channel);
                            FakeService.write(channel, "x".repeat(5000));
                            listenForEver(channel);
                        })) {
            assertThatThrownBy(() -> BusConnection.toBus(socket, LIMIT))
                    .hasMessage(socket + ": a line of more than 1024 bytes");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "xxxxxxxxxxxxxxxx | begins with byte 120, 'l' or 'B' expected",
                "l234567890123456 | protocol version 52",
                "l..~......7777.. | protocol version 126",
            })
    void garbage_for_an_answer_is_refused(String garbage, String why) throws Exception {
        try (var _ = FakeService.scripted(socket, channel -> greetAndSay(channel, garbage))) {
            assertThatThrownBy(
                            () -> {
                                try (var connection = BusConnection.toService(socket, LIMIT)) {
                                    connection.call(List.of(CALL));
                                }
                            })
                    .hasMessage(socket + ": " + why);
        }
    }

    @Test
    void a_message_larger_than_any_we_expect_is_refused_before_it_is_read() throws Exception {
        var huge = "l\2\0\1\377\377\377\377\1\0\0\0\0\0\0\0";
        try (var _ = FakeService.scripted(socket, channel -> greetAndSay(channel, huge))) {
            assertThatThrownBy(
                            () -> {
                                try (var connection = BusConnection.toService(socket, LIMIT)) {
                                    connection.call(List.of(CALL));
                                }
                            })
                    .hasMessage(socket + ": a message of 4294967311 bytes");
        }
    }

    @Test
    void one_who_hangs_up_is_told_of() throws Exception {
        try (var _ = FakeService.scripted(socket, channel -> greet(channel))) {
            assertThatThrownBy(
                            () -> {
                                try (var connection = BusConnection.toService(socket, LIMIT)) {
                                    connection.call(List.of(CALL));
                                }
                            })
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith(socket.toString());
        }
    }

    private static void greetAndSay(java.nio.channels.SocketChannel channel, String text)
            throws IOException {
        greet(channel);
        FakeService.write(channel, text);
        listenForEver(channel);
    }

    private static void greet(java.nio.channels.SocketChannel channel) throws IOException {
        FakeService.readLine(channel);
        FakeService.write(channel, "DATA\r\n");
        FakeService.readLine(channel);
        FakeService.write(channel, "OK 0123456789abcdef0123456789abcdef\r\n");
        FakeService.readLine(channel);
    }

    private static void listenForEver(java.nio.channels.SocketChannel channel) throws IOException {
        var ignored = ByteBuffer.allocate(64);
        while (channel.read(ignored.clear()) >= 0) {
            // Takes all and says nothing.
        }
    }
}
