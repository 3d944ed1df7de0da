package io.hypervigil.alerting.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.hypervigil.alerting.yaml.YamlText;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HttpSenderTest {

    @TempDir private Path folder;

    private final HttpSender sender = new HttpSender(Runnable::run, "test");
    private FakeService service;

    @BeforeEach
    void start() throws IOException {
        service = new FakeService();
    }

    @AfterEach
    void stop() {
        sender.close();
        service.close();
    }

    private static HttpSettings settings(String text) {
        return HttpSettings.read(YamlText.mapping("{" + text + "}", "a.yml").orElseThrow());
    }

    private HttpAnswer send(String url, String config) throws IOException, InterruptedException {
        var request =
                new HttpSender.Request(
                        "POST", URI.create(url), Map.of(), "body", Duration.ofSeconds(5));
        return sender.send(request, settings(config));
    }

    @Test
    void credentials_in_files_are_read_each_time() throws IOException, InterruptedException {
        var file = Files.writeString(folder.resolve("token"), "first\n");
        var config = "authorization: {credentials_file: '" + file + "'}";
        send(service.url("/"), config);
        assertThat(service.last().header("Authorization")).isEqualTo("Bearer first");
        Files.writeString(file, "second");
        send(service.url("/"), config);
        assertThat(service.last().header("Authorization")).isEqualTo("Bearer second");
        Files.delete(file);
        assertThatThrownBy(() -> send(service.url("/"), config))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is not there");
    }

    @Test
    void headers_of_the_settings_go_along() throws IOException, InterruptedException {
        send(service.url("/"), "http_headers: {X-Scope: {values: [a], secrets: [b]}}");
        assertThat(service.last().headers().get("X-scope")).containsExactly("a", "b");
    }

    @Test
    void a_redirect_keeps_the_body_and_shows_no_credential_to_another_host()
            throws IOException, InterruptedException {
        try (var other = new FakeService()) {
            service.answers(307, "", "Location", other.url("/there"));
            send(service.url("/"), "bearer_token: s3cr3t");
            assertThat(other.last().line()).isEqualTo("POST /there");
            assertThat(other.last().body()).isEqualTo("body");
            assertThat(other.last().header("Authorization")).isEmpty();
            service.answers(302, "", "Location", "/here");
            send(service.url("/"), "bearer_token: s3cr3t");
            assertThat(service.last().line()).isEqualTo("GET /here");
            assertThat(service.last().header("Authorization")).isEqualTo("Bearer s3cr3t");
            service.answers(302, "", "Location", "/here");
            assertThat(send(service.url("/"), "follow_redirects: false").status()).isEqualTo(302);
        }
    }

    @Test
    void a_circle_of_redirects_ends() {
        for (int i = 0; i < 20; i++) {
            service.answers(302, "", "Location", "/again");
        }
        assertThatThrownBy(() -> send(service.url("/"), ""))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("too many redirects");
    }

    @Test
    void an_endless_answer_is_read_to_its_limit() throws IOException, InterruptedException {
        service.answers(200, "x".repeat(1_000_000));
        assertThat(send(service.url("/"), "").body()).hasSize(65_536);
    }

    @Test
    void a_service_that_does_not_answer_costs_its_limit_and_no_more() throws IOException {
        try (var deaf = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            var request =
                    new HttpSender.Request(
                            "GET",
                            URI.create("http://127.0.0.1:" + deaf.getLocalPort() + "/s3cr3t"),
                            Map.of(),
                            "",
                            Duration.ofMillis(200));
            assertThatThrownBy(() -> sender.send(request, HttpSettings.DEFAULT))
                    .isInstanceOf(IOException.class)
                    .hasMessageEndingWith("no answer within 200 ms")
                    .hasMessageNotContaining("s3cr3t");
        }
    }

    @Test
    void a_token_is_fetched_once_and_again_after_it_was_refused()
            throws IOException, InterruptedException {
        try (var issuer = new FakeService()) {
            issuer.answers(200, "{\"access_token\":\"t1\",\"expires_in\":3600}");
            issuer.answers(200, "{\"access_token\":\"t2\",\"expires_in\":3600}");
            var config =
                    "oauth2: {client_id: me, client_secret: s3cr3t, scopes: [a, b], token_url: '"
                            + issuer.url("/token")
                            + "'}";
            send(service.url("/"), config);
            service.answers(401, "");
            send(service.url("/"), config);
            assertThat(service.last().header("Authorization")).isEqualTo("Bearer t1");
            send(service.url("/"), config);
            assertThat(service.last().header("Authorization")).isEqualTo("Bearer t2");
            assertThat(issuer.asked()).hasSize(2);
            assertThat(issuer.last().body())
                    .isEqualTo(
                            "grant_type=client_credentials&client_id=me&client_secret=s3cr3t"
                                    + "&scope=a+b");
        }
    }

    @Test
    void a_proxy_is_asked_but_for_its_exceptions() throws IOException, InterruptedException {
        var proxy = "proxy_url: '" + service.url("") + "'";
        send("http://hook.example/x", proxy);
        assertThat(service.last().line()).isEqualTo("POST http://hook.example/x");
        send(service.url("/direct"), proxy + ", no_proxy: 127.0.0.1");
        assertThat(service.last().line()).isEqualTo("POST /direct");
    }

    @Test
    void tls_trusts_the_authorities_of_the_settings() throws Exception {
        Certificates.make(folder);
        var own =
                new TlsSettings(
                        Optional.of(Secret.inFile(folder.resolve("cert.pem").toString())),
                        Optional.of(Secret.inFile(folder.resolve("cert.pem").toString())),
                        Optional.of(Secret.inFile(folder.resolve("key.pem").toString())),
                        Optional.empty(),
                        false,
                        java.util.List.of());
        var server =
                HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(TlsContexts.context(own)));
        server.createContext("/", exchange -> exchange.sendResponseHeaders(204, -1));
        server.start();
        try {
            var url = "https://localhost:" + server.getAddress().getPort() + "/";
            var ca =
                    "tls_config: {min_version: TLS13, ca_file: '"
                            + folder.resolve("cert.pem")
                            + "'}";
            assertThat(send(url, ca).status()).isEqualTo(204);
            assertThat(send(url, "tls_config: {insecure_skip_verify: true}").status())
                    .isEqualTo(204);
            assertThatThrownBy(() -> send(url, "")).isInstanceOf(IOException.class);
        } finally {
            server.stop(0);
        }
    }
}
