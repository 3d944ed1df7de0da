package io.hypervigil.containers.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hypervigil.collect.Threads;
import io.hypervigil.containers.http.HttpFailure.Reason;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnixHttpClientTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(100);
    private static final String HOST = "Host: localhost";
    private static final String AGENT = "User-Agent: hypervigil";
    private static final Request PING = Request.get(Target.of("_ping"));

    @Test
    void an_answer_has_status_headers_and_body() throws IOException {
        try (var server =
                        ScriptedServer.answering(
                                "HTTP/1.1 200 OK\r\nApi-Version: 1.41\r\nContent-Length: 2\r\n\r\nOK");
                var client = new UnixHttpClient(server.socket())) {
            var answer = client.exchange(PING, SOON);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("api-version")).contains("1.41");
            assertThat(answer.text()).isEqualTo("OK");
            assertThat(server.requests())
                    .containsExactly(wire("GET /_ping HTTP/1.1", HOST, AGENT, "", ""));
        }
    }

    @Test
    void a_post_carries_its_document_and_a_delete_its_query() throws IOException {
        try (var server = ScriptedServer.answering("HTTP/1.1 204 No Content\r\n\r\n");
                var client = new UnixHttpClient(server.socket())) {
            client.exchange(
                    Request.post(Target.of("containers", "create").with("name", "a b&c"))
                            .withJson("{\"Image\":\"ü\"}"),
                    SOON);
            client.exchange(
                    Request.delete(Target.of("containers", "../x/y").with("force", "true")), SOON);
            client.exchange(Request.post(Target.of("containers", "x", "start")), SOON);

            assertThat(server.requests())
                    .containsExactly(
                            wire(
                                    "POST /containers/create?name=a%20b%26c HTTP/1.1",
                                    HOST,
                                    AGENT,
                                    "Content-Type: application/json",
                                    "Content-Length: 14",
                                    "",
                                    "{\"Image\":\"Ã¼\"}"),
                            wire(
                                    "DELETE /containers/..%2Fx%2Fy?force=true HTTP/1.1",
                                    HOST, AGENT, "", ""),
                            wire(
                                    "POST /containers/x/start HTTP/1.1",
                                    HOST,
                                    AGENT,
                                    "Content-Length: 0",
                                    "",
                                    ""));
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void no_name_leads_elsewhere_and_no_header_begins_another() {
        assertThatThrownBy(() -> Target.of("containers", ".."))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PING.withHeader("X-Registry-Auth", "a\r\nHost: b"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(PING.withHeader("X-Registry-Auth", "secret")).hasToString("GET /_ping");
    }

    @Test
    void chunks_are_put_together_and_the_connection_is_used_again() throws IOException {
        try (var server =
                        ScriptedServer.answering(
                                wire(
                                        "HTTP/1.1 200 OK",
                                        "Transfer-Encoding: chunked",
                                        "",
                                        "3",
                                        "abc",
                                        "4;x=y",
                                        "defg",
                                        "0",
                                        "T: x",
                                        "",
                                        ""));
                var client = new UnixHttpClient(server.socket())) {
            assertThat(client.exchange(PING, SOON).text()).isEqualTo("abcdefg");
            assertThat(client.exchange(PING, SOON).text()).isEqualTo("abcdefg");

            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void a_body_without_length_ends_with_the_connection() throws IOException {
        try (var server =
                        ScriptedServer.answering(
                                "HTTP/1.1 200 OK\r\n\r\nall of it" + ScriptedServer.HANG_UP);
                var client = new UnixHttpClient(server.socket())) {
            assertThat(client.exchange(PING, SOON).text()).isEqualTo("all of it");
            assertThat(client.exchange(PING, SOON).text()).isEqualTo("all of it");

            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void an_interim_answer_is_passed_over() throws IOException {
        try (var server =
                        ScriptedServer.answering(
                                wire(
                                        "HTTP/1.1 103 Early Hints",
                                        "",
                                        "HTTP/1.1 404 Not Found",
                                        "Content-Length: 0",
                                        "",
                                        ""));
                var client = new UnixHttpClient(server.socket())) {
            assertThat(client.exchange(PING, SOON).status()).isEqualTo(404);
        }
    }

    @Test
    void a_kept_connection_that_the_daemon_closed_is_replaced() throws IOException {
        try (var server =
                        ScriptedServer.answering(
                                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx"
                                        + ScriptedServer.HANG_UP);
                var client = new UnixHttpClient(server.socket())) {
            for (int i = 0; i < 20; i++) {
                assertThat(client.exchange(PING, SOON).text()).isEqualTo("x");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "garbage\r\n\r\n",
                "SSH-2.0-OpenSSH\r\n\r\n",
                "HTTP/2 200\r\n\r\n",
                "HTTP/1.1 20 OK\r\n\r\n",
                "HTTP/1.1 999 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nno header\r\n\r\n",
                "HTTP/1.1 200 OK\r\nA: b\r\n folded\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
                "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 1\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n123456789\r\n",
            })
    void nonsense_is_refused(String nonsense) {
        try (var server = ScriptedServer.answering(nonsense);
                var client = new UnixHttpClient(server.socket())) {
            assertThat(failure(client, SOON)).isEqualTo(Reason.MALFORMED);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'HTTP/1.1 200 OK\r\nContent-Le', CLOSED",
        "'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc', CLOSED",
        "'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nab', CLOSED",
        "'', CLOSED",
    })
    void an_answer_cut_short_is_said(String cut, Reason expected) {
        try (var server = ScriptedServer.answering(cut + ScriptedServer.HANG_UP);
                var client = new UnixHttpClient(server.socket())) {
            assertThat(failure(client, SOON)).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 OK\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n",
            })
    void a_daemon_that_stops_in_the_middle_costs_the_deadline_and_no_more(String begun) {
        try (var server = ScriptedServer.answering(begun);
                var client = new UnixHttpClient(server.socket())) {
            long before = System.nanoTime();

            assertThat(failure(client, SHORT)).isEqualTo(Reason.TIMED_OUT);

            assertThat(Duration.ofNanos(System.nanoTime() - before)).isBetween(SHORT, SOON);
        }
    }

    @Test
    void a_head_or_a_body_beyond_the_limit_is_refused() {
        var endlessHead = "HTTP/1.1 200 OK\r\n" + "A: b\r\n".repeat(20_000);
        var largeBody = "HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n" + "x".repeat(1001);
        for (String answer : new String[] {endlessHead, largeBody}) {
            try (var server = ScriptedServer.answering(answer);
                    var client = new UnixHttpClient(server.socket(), 1000)) {
                assertThat(failure(client, SOON)).isEqualTo(Reason.TOO_LARGE);
            }
        }
    }

    @Test
    void a_body_as_large_as_it_may_be_is_taken() throws IOException {
        var body = "x".repeat(100_000);
        try (var server =
                        ScriptedServer.answering(
                                "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n" + body);
                var client = new UnixHttpClient(server.socket(), 100_000)) {
            assertThat(client.exchange(PING, SOON).text()).isEqualTo(body);
        }
    }

    @Test
    void why_there_is_no_connection_is_said(@TempDir Path folder) throws IOException {
        var file = Files.createFile(folder.resolve("file"));
        var missing = folder.resolve("missing");
        try (var client = new UnixHttpClient(missing)) {
            assertThat(failure(client, SOON)).isEqualTo(Reason.NO_SOCKET);
        }
        try (var client = new UnixHttpClient(file)) {
            assertThatThrownBy(() -> client.exchange(PING, SOON))
                    .isInstanceOf(HttpFailure.class)
                    .hasMessage(file + ": nobody listens");
        }
    }

    @Test
    void a_full_queue_of_connections_costs_the_deadline(@TempDir Path folder) throws IOException {
        var address = UnixDomainSocketAddress.of(folder.resolve("s"));
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(address, 1);
                var first = SocketChannel.open(address);
                var second = SocketChannel.open(address);
                var client = new UnixHttpClient(folder.resolve("s"))) {
            assertThat(server.isOpen() && first.isConnected() && second.isConnected()).isTrue();

            assertThat(failure(client, SHORT)).isEqualTo(Reason.TIMED_OUT);
        }
    }

    @Test
    void an_interrupt_ends_a_wait_and_stays_set() throws Exception {
        try (var server = ScriptedServer.answering("");
                var client = new UnixHttpClient(server.socket())) {
            var ended = new CompletableFuture<Throwable>();
            var thread =
                    Threads.start(
                            "test-wait",
                            () -> {
                                var thrown =
                                        catchThrowableOfType(
                                                IOException.class,
                                                () -> client.exchange(PING, Duration.ofMinutes(1)));
                                assertThat(Thread.currentThread().isInterrupted()).isTrue();
                                ended.complete(thrown);
                            });

            thread.interrupt();

            assertThat(ended.get(5, TimeUnit.SECONDS))
                    .isInstanceOf(ClosedByInterruptException.class);
        }
    }

    /** Lines as they are on the wire; what comes after the last end of a line is the last. */
    private static String wire(String... lines) {
        return String.join("\r\n", lines);
    }

    private static Reason failure(UnixHttpClient client, Duration limit) {
        return catchThrowableOfType(HttpFailure.class, () -> client.exchange(PING, limit)).reason();
    }
}
