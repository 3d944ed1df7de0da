package io.hypervigil.containers.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypervigil.containers.http.LogStream.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamsTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final Request EVENTS = Request.get(Target.of("events"));

    @Test
    void lines_are_told_however_chunks_cut_them() throws IOException {
        var body = "6\r\n{\"a\":1\r\n3\r\n}\r\n\r\n8\r\n\n{\"b\":2}\r\n0\r\n\r\n";
        try (var server = ScriptedServer.answering(CHUNKED + body);
                var client = new UnixHttpClient(server.socket());
                var lines = new LineStream(client.open(EVENTS, SOON))) {
            assertThat(lines.next(SOON)).contains("{\"a\":1}");
            assertThat(lines.isEnded()).isFalse();
            assertThat(lines.next(SOON)).contains("{\"b\":2}");
            assertThat(lines.next(SOON)).isEmpty();
            assertThat(lines.isEnded()).isTrue();
        }
    }

    @Test
    void a_wait_that_ends_within_a_line_loses_nothing() throws IOException {
        try (var server = ScriptedServer.answering(CHUNKED + "5\r\nab\ncd");
                var client = new UnixHttpClient(server.socket());
                var lines = new LineStream(client.open(EVENTS, SOON))) {
            assertThat(lines.next(SOON)).contains("ab");
            assertThat(lines.next(SHORT)).isEmpty();
            assertThat(lines.next(Duration.ZERO)).isEmpty();
            assertThat(lines.isEnded()).isFalse();
        }
    }

    @Test
    void a_line_without_end_is_refused() throws IOException {
        var chunk = "100000\r\n" + "x".repeat(0x100000) + "\r\n";
        try (var server = ScriptedServer.answering(CHUNKED + chunk + chunk);
                var client = new UnixHttpClient(server.socket());
                var lines = new LineStream(client.open(EVENTS, SOON))) {
            assertThatThrownBy(() -> lines.next(SOON))
                    .isInstanceOf(HttpFailure.class)
                    .hasMessageContaining("a line of more than 1048576 bytes");
        }
    }

    @Test
    void a_log_is_told_apart_by_its_streams() throws IOException {
        var body =
                piece(1, "out ")
                        + piece(2, "err")
                        + piece(1, "")
                        + piece(1, "more")
                        + ScriptedServer.HANG_UP;
        try (var server = ScriptedServer.answering("HTTP/1.1 200 OK\r\n\r\n" + body);
                var client = new UnixHttpClient(server.socket());
                var log = LogStream.multiplexed(client.open(EVENTS, SOON))) {
            assertThat(all(log))
                    .containsExactly("STDOUT out ", "STDERR err", "STDOUT ", "STDOUT more");
            assertThat(log.isEnded()).isTrue();
        }
    }

    @Test
    void a_log_of_a_terminal_is_taken_as_it_is() throws IOException {
        try (var server =
                        ScriptedServer.answering(
                                "HTTP/1.1 200 OK\r\n\r\n$ ls" + ScriptedServer.HANG_UP);
                var client = new UnixHttpClient(server.socket());
                var log = LogStream.raw(client.open(EVENTS, SOON))) {
            assertThat(String.join("", all(log))).isEqualTo("STDOUT $ ls");
        }
    }

    @Test
    void what_is_no_log_is_refused() {
        for (String nonsense :
                List.of(piece(9, "x"), "plain text, no pieces", piece(1, "abc").substring(0, 9))) {
            try (var server =
                            ScriptedServer.answering(
                                    "HTTP/1.1 200 OK\r\n\r\n" + nonsense + ScriptedServer.HANG_UP);
                    var client = new UnixHttpClient(server.socket())) {
                assertThatThrownBy(
                                () -> {
                                    try (var log =
                                            LogStream.multiplexed(client.open(EVENTS, SOON))) {
                                        all(log);
                                    }
                                })
                        .isInstanceOf(HttpFailure.class)
                        .hasMessageContaining("log");
            }
        }
    }

    private static List<String> all(LogStream log) throws IOException {
        var all = new ArrayList<String>();
        for (var next = log.next(SOON); next.isPresent(); next = log.next(SOON)) {
            Source source = next.get().source();
            all.add(source + " " + StandardCharsets.UTF_8.decode(next.get().bytes()));
        }
        return all;
    }

    private static String piece(int stream, String text) {
        return (char) stream + "\0\0\0\0\0\0" + (char) text.length() + text;
    }
}
