package io.hypervigil.web.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.hypervigil.config.ListenAddress;
import io.hypervigil.web.security.WebSecurity;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WebListenersTest {

    private static final String ANSWER = "Anonymous[] by HTTP/1.1\n";

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(strings = {":0", "127.0.0.1:0", "0.0.0.0:0", "localhost:0", "[::1]:0", "[::]:0"})
    void each_kind_of_address_answers(String address) throws Exception {
        try (var server = start(address)) {
            var url = server.url().replace("0.0.0.0", "127.0.0.1").replace("[::]", "[::1]");

            assertThat(get(url)).isEqualTo(ANSWER);
        }
    }

    @Test
    void all_addresses_of_ipv4_are_not_those_of_ipv6() throws Exception {
        try (var server = start("0.0.0.0:0");
                var same = start("[::1]:" + server.port())) {
            assertThat(get("http://127.0.0.1:" + server.port())).isEqualTo(ANSWER);
            assertThat(get(same.url())).isEqualTo(ANSWER);
        }
    }

    @Test
    void several_listeners_answer_at_once() throws Exception {
        var socket = folder.resolve("hv.sock");
        try (var server = start("127.0.0.1:0", "[::1]:0", "unix:" + socket)) {
            var urls = server.listeners().urls();

            assertThat(get(urls.get(0))).isEqualTo(ANSWER);
            assertThat(get(urls.get(1))).isEqualTo(ANSWER);
            assertThat(urls.get(2)).isEqualTo("unix:" + socket);
            assertThat(getByUnix(socket)).endsWith(ANSWER);
        }
    }

    @Test
    void a_port_in_use_is_named_and_nothing_else_is_held() throws Exception {
        int freed = freePort();
        try (var server = start("127.0.0.1:0")) {

            assertThatThrownBy(() -> start("127.0.0.1:" + freed, "127.0.0.1:" + server.port()))
                    .isInstanceOf(ListenException.class)
                    .hasMessage(
                            "cannot listen on 127.0.0.1:%d: in use by another process",
                            server.port());
            start("127.0.0.1:" + freed).close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1:0, not an address of this machine",
        "no-such-host.invalid:0, unknown host"
    })
    void an_address_that_is_not_ours_is_named(String address, String why) {
        assertThatThrownBy(() -> start(address))
                .isInstanceOf(ListenException.class)
                .hasMessage("cannot listen on " + address + ": " + why);
    }

    @Test
    void an_address_is_held_before_the_server_runs() throws Exception {
        var address = List.of(ListenAddress.parse("127.0.0.1:0"));
        try (var held = WebListeners.open(address, HttpLimits.DEFAULT, WebSecurity.none())) {
            var taken = held.urls().getFirst().substring("http://".length());

            assertThatThrownBy(() -> start(taken))
                    .hasMessageEndingWith("in use by another process");
        }
    }

    @Test
    void a_unix_socket_is_for_owner_and_group_and_gone_after_the_stop() throws Exception {
        var socket = folder.resolve("hv.sock");
        try (var _ = start("unix:" + socket)) {
            assertThat(getByUnix(socket)).startsWith("HTTP/1.1 200 OK\r\n").endsWith(ANSWER);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
                    .isEqualTo("rw-rw----");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_socket_that_a_dead_process_left_makes_way() throws Exception {
        var socket = folder.resolve("hv.sock");
        try (var left = ServerSocketChannel.open(java.net.StandardProtocolFamily.UNIX)) {
            left.bind(UnixDomainSocketAddress.of(socket));
        }
        assertThat(socket).exists();

        try (var _ = start("unix:" + socket)) {
            assertThat(getByUnix(socket)).endsWith(ANSWER);
        }
    }

    @Test
    void a_socket_in_use_stays() throws Exception {
        var socket = folder.resolve("hv.sock");
        try (var _ = start("unix:" + socket)) {
            assertThatThrownBy(() -> start("unix:" + socket))
                    .isInstanceOf(ListenException.class)
                    .hasMessage("cannot listen on unix:" + socket + ": in use by another process");
            assertThat(getByUnix(socket)).endsWith(ANSWER);
        }
    }

    @Test
    void a_file_that_is_no_socket_stays() throws Exception {
        var file = Files.writeString(folder.resolve("precious"), "kept");

        assertThatThrownBy(() -> start("unix:" + file))
                .isInstanceOf(ListenException.class)
                .hasMessageEndingWith("there is a file " + file + ", which is no socket");
        assertThat(file).hasContent("kept");
    }

    @Test
    void a_socket_in_no_folder_or_of_too_long_a_name_is_refused() {
        var nowhere = folder.resolve("no/hv.sock");
        var far = folder.resolve("x".repeat(104));

        assertThatThrownBy(() -> start("unix:" + nowhere))
                .hasMessage(
                        "cannot listen on unix:" + nowhere + ": no folder " + nowhere.getParent());
        assertThatThrownBy(() -> start("unix:" + far))
                .hasMessage("cannot listen on unix:" + far + ": longer than 103 bytes");
    }

    @Test
    void few_threads_serve_many_requests() throws Exception {
        assumeThat(System.getProperty("os.name")).isEqualTo("Linux");
        try (var server = start("127.0.0.1:0", "[::1]:0")) {
            for (int i = 0; i < 50; i++) {
                get(server.url());
            }

            assertThat(platformThreads()).hasSizeLessThanOrEqualTo(8);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static List<String> platformThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("hv-web") || name.contains("Scheduler"))
                .toList();
    }

    private static TestServer start(String... addresses) throws Exception {
        return TestServer.start(WebSecurity.none(), HttpLimits.DEFAULT, Arrays.asList(addresses));
    }

    private static String get(String url) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create(url)).build(),
                            BodyHandlers.ofString())
                    .body();
        }
    }

    private static String getByUnix(Path socket) throws Exception {
        try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            channel.write(
                    ByteBuffer.wrap(
                            "GET / HTTP/1.1\r\nHost: hypervigil\r\nConnection: close\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII)));
            return new String(
                    Channels.newInputStream(channel).readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
