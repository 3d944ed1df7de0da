package io.hypervigil.web.listen;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class HttpLimitsTest {

    private static final HttpLimits HASTY =
            new HttpLimits(
                    8 * 1024,
                    1024,
                    Duration.ofMillis(500),
                    Duration.ofMillis(700),
                    Duration.ofSeconds(30),
                    250);

    private static TestServer server;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.plain(HASTY);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void an_answer_says_nothing_of_who_serves_it() throws Exception {
        var answer = talk("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

        assertThat(answer.replaceAll("Date: .*", "Date: ..."))
                .isEqualTo(
                        """
                        HTTP/1.1 200 OK
                        Date: ...
                        Content-Type: text/plain
                        Content-Length: 24
                        Connection: close

                        Anonymous[] by HTTP/1.1
                        """);
    }

    @Test
    void headers_beyond_the_limit_are_refused() throws Exception {
        var answer = talk("GET / HTTP/1.1\r\nHost: a\r\nX: " + "y".repeat(9_000) + "\r\n\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 431 Request Header Fields Too Large\n")
                .endsWith("\n\nRequest Header Fields Too Large\n")
                .doesNotContainIgnoringCase("jetty");
    }

    @Test
    void many_small_headers_count_as_one_large() throws Exception {
        var answer = talk("GET / HTTP/1.1\r\nHost: a\r\n" + "X: y\r\n".repeat(3_000) + "\r\n");

        assertThat(answer).startsWith("HTTP/1.1 431 ");
    }

    @Test
    void a_request_line_beyond_the_limit_is_refused() throws Exception {
        assertThat(talk("GET /" + "y".repeat(9_000) + " HTTP/1.1\r\nHost: a\r\n\r\n"))
                .startsWith("HTTP/1.1 414 URI Too Long\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\n Folded: 1\r\n\r\n",
                "GET /\u0001 HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n",
                "nonsense\r\n\r\n"
            })
    void what_is_no_http_is_refused_in_plain_words(String request) throws Exception {
        assertThat(talk(request))
                .startsWith("HTTP/1.1 400 Bad Request\n")
                .endsWith("\nBad Request\n")
                .doesNotContainIgnoringCase("jetty")
                .doesNotContain("<");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "TRACK", "CONNECT", "PROPFIND", "FOO"})
    void methods_that_nothing_answers_are_refused(String method) throws Exception {
        var target = method.equals("CONNECT") ? "a:1" : "/";

        assertThat(
                        talk(
                                method
                                        + " "
                                        + target
                                        + " HTTP/1.1\r\nHost: a:1\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 405 Method Not Allowed\n")
                .contains("\nAllow: GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS\n");
    }

    @Test
    void a_body_up_to_the_limit_is_taken() throws Exception {
        var answer =
                talk(
                        "POST /echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
                                + "Content-Length: 1024\r\n\r\n"
                                + "z".repeat(1_024));

        assertThat(answer).startsWith("HTTP/1.1 200 OK\n").endsWith("z".repeat(1_024) + "\n");
    }

    @Test
    void a_body_that_says_it_is_beyond_the_limit_is_refused_unread() throws Exception {
        assertThat(talk("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 999999999\r\n\r\n"))
                .startsWith("HTTP/1.1 413 Payload Too Large\n");
    }

    @Test
    void a_body_a_little_beyond_the_limit_is_heard_out_before_it_is_refused() throws Exception {
        try (var client = new RawClient(server.port())) {
            client.say("POST /echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\n");
            client.say("Content-Length: 8000\r\n\r\n" + "z".repeat(4_000));
            var answer = CompletableFuture.supplyAsync(() -> restOf(client));
            client.say("z".repeat(4_000));

            assertThat(answer.get(10, TimeUnit.SECONDS))
                    .startsWith("HTTP/1.1 413 Payload Too Large\r\n");
        }
    }

    @Test
    void a_body_that_turns_out_to_be_beyond_the_limit_is_not_taken() throws Exception {
        var chunk = "400\r\n" + "z".repeat(1_024) + "\r\n";

        assertThat(
                        talk(
                                "POST /echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
                                        + "Transfer-Encoding: chunked\r\n\r\n"
                                        + chunk.repeat(4)
                                        + "0\r\n\r\n"))
                .startsWith("HTTP/1.1 413 Payload Too Large\n");
    }

    @Test
    void a_client_that_drips_its_headers_is_cut_off() throws Exception {
        try (var client = new RawClient(server.port())) {
            client.say("GET / HTTP/1.1\r\nHost: a\r\n");
            var end = CompletableFuture.supplyAsync(() -> restOf(client));

            drip(client, end);

            assertThat(end.get(10, TimeUnit.SECONDS)).isEmpty();
        }
    }

    @Test
    void a_client_that_drips_a_second_request_is_cut_off() throws Exception {
        try (var client = new RawClient(server.port())) {
            client.say("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(client.heard()).startsWith("HTTP/1.1 200 OK");
            var end = CompletableFuture.supplyAsync(() -> restOf(client));

            client.say("GET / HTTP/1.1\r\n");
            drip(client, end);

            assertThat(end.get(10, TimeUnit.SECONDS)).isEmpty();
        }
    }

    @Test
    void a_client_that_says_nothing_is_cut_off() throws Exception {
        assertThat(RawClient.talk(server.port(), "")).isEmpty();
    }

    @Test
    void a_body_that_stands_still_is_given_up() throws Exception {
        assertThat(talk("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nhal"))
                .doesNotContain("200 OK");
    }

    @Test
    void a_connection_between_two_requests_is_kept() throws Exception {
        try (var client = new RawClient(server.port())) {
            client.say("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            client.heard();
            LockSupport.parkNanos(Duration.ofMillis(1_500).toNanos());

            client.say("GET / HTTP/1.1\r\nHost: a\r\n\r\n");

            assertThat(client.heard()).startsWith("HTTP/1.1 200 OK");
        }
    }

    @Test
    void two_hundred_connections_are_served_at_once() throws Exception {
        var clients = new ArrayList<RawClient>();
        try (var patient = TestServer.plain(HttpLimits.DEFAULT)) {
            for (int i = 0; i < 200; i++) {
                clients.add(new RawClient(patient.port()));
            }
            for (RawClient client : clients) {
                client.say("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            }
            for (RawClient client : clients) {
                assertThat(client.heard()).startsWith("HTTP/1.1 200 OK");
            }
        } finally {
            for (RawClient client : clients) {
                client.close();
            }
        }
    }

    @Test
    void beyond_the_connections_that_are_kept_the_next_one_waits() throws Exception {
        var few =
                new HttpLimits(
                        8192,
                        0,
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(20),
                        2);
        try (var narrow = TestServer.plain(few);
                var first = new RawClient(narrow.port());
                var second = new RawClient(narrow.port())) {
            for (RawClient client : new RawClient[] {first, second}) {
                client.say("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
                assertThat(client.heard()).startsWith("HTTP/1.1 200 OK");
            }
            try (var third = new RawClient(narrow.port())) {
                third.say("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
                first.hangUp();

                assertThat(third.rest()).startsWith("HTTP/1.1 200 OK");
            }
        }
    }

    /** A byte now and then, until the other side has had enough. */
    private static void drip(RawClient client, CompletableFuture<String> end) {
        for (int i = 0; i < 200 && !end.isDone(); i++) {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            try {
                client.say("X");
            } catch (java.io.IOException _) {
                return;
            }
        }
    }

    private static String restOf(RawClient client) {
        try {
            return client.rest();
        } catch (java.io.IOException _) {
            return "";
        }
    }

    private static String talk(String request) throws Exception {
        return RawClient.talk(server.port(), request).replace("\r\n", "\n");
    }
}
