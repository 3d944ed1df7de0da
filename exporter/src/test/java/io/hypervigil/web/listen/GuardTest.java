package io.hypervigil.web.listen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Users, headers and the rate limit before a real application. */
@Timeout(120)
final class GuardTest {

    /** Of "secret", at the least cost. */
    private static final String HASH =
            "$2y$04$abcdefghijklmnopqrstuu2r9OfJnfCsdneAXAGHnS4UpFFP8WIrW";

    private static final String USERS = "basic_auth_users:\n  alice: " + HASH + "\n";

    private static final String HEADERS =
            """
            http_server_config:
              headers:
                X-Frame-Options: deny
                X-Content-Type-Options: nosniff
                Strict-Transport-Security: max-age=600
            """;

    @TempDir Path folder;

    private Path file;
    private HttpClient client;

    @BeforeEach
    void begin() {
        file = folder.resolve("web.yml");
        client = HttpClient.newHttpClient();
    }

    @AfterEach
    void end() {
        client.close();
    }

    @Test
    void a_user_with_the_right_password_is_the_caller() throws Exception {
        try (var server = serve(USERS)) {
            assertThat(get(server, "/", "alice:secret").body())
                    .isEqualTo("User[name=alice] by HTTP/1.1\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "alice:", "alice:wrong", "mallory:secret", ":", "alice"})
    void anybody_else_is_asked_who_it_is(String credentials) throws Exception {
        try (var server = serve(USERS)) {
            for (String path : new String[] {"/", "/fails", "/nowhere"}) {
                var answer = get(server, path, credentials);

                assertThat(answer.statusCode()).isEqualTo(401);
                assertThat(answer.headers().allValues("WWW-Authenticate")).containsExactly("Basic");
                assertThat(answer.body()).isEqualTo("Unauthorized\n");
            }
        }
    }

    @Test
    void a_thousand_wrong_passwords_leave_the_right_one_right() throws Exception {
        try (var server = serve(USERS)) {
            get(server, "/", "alice:secret");
            var refused = new ArrayList<CompletableFuture<Integer>>();
            for (int i = 0; i < 1_000; i++) {
                var request = request(server, "/", "alice:wrong" + i);
                refused.add(
                        client.sendAsync(request, BodyHandlers.ofString())
                                .thenApply(HttpResponse::statusCode));
                if (i % 40 == 39) {
                    refused.getLast().join();
                    assertThat(get(server, "/", "alice:secret").statusCode()).isEqualTo(200);
                }
            }

            assertThat(refused)
                    .extracting(CompletableFuture::join)
                    .contains(401)
                    .isSubsetOf(401, 503);
            assertThat(server.security().counts().admitted()).isEqualTo(26);
        }
    }

    @Test
    void users_of_a_changed_file_hold_on_connections_that_are_open() throws Exception {
        try (var server = serve(USERS)) {
            var before = get(server, "/", "alice:secret").statusCode();

            Files.writeString(file, USERS.replace("alice", "bob"));

            assertThat(before).isEqualTo(200);
            assertThat(get(server, "/", "alice:secret").statusCode()).isEqualTo(401);
            assertThat(get(server, "/", "bob:secret").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void a_broken_file_leaves_the_door_as_it_was() throws Exception {
        try (var server = serve(USERS)) {
            Files.writeString(file, "basic_auth_users: {alice: secret}\n");

            assertThat(get(server, "/", "").statusCode()).isEqualTo(401);
            assertThat(get(server, "/", "alice:secret").statusCode()).isEqualTo(200);
            assertThat(server.security().counts().failedReloads()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/fails", "/nowhere"})
    void headers_are_on_every_answer(String path) throws Exception {
        try (var server = serve(USERS + HEADERS)) {
            for (String credentials : new String[] {"", "alice:secret"}) {
                var headers = get(server, path, credentials).headers();

                assertThat(headers.allValues("X-Frame-Options")).containsExactly("deny");
                assertThat(headers.allValues("X-Content-Type-Options")).containsExactly("nosniff");
                assertThat(headers.allValues("Strict-Transport-Security"))
                        .containsExactly("max-age=600");
                assertThat(headers.firstValue("Content-Security-Policy")).isEmpty();
            }
        }
    }

    @Test
    void requests_beyond_the_rate_are_refused_with_the_headers() throws Exception {
        try (var server = serve(HEADERS + "rate_limit:\n  interval: 1h\n  burst: 3\n")) {
            var statuses = new ArrayList<Integer>();
            for (int i = 0; i < 5; i++) {
                statuses.add(get(server, "/", "").statusCode());
            }
            var refused = get(server, "/", "");

            assertThat(statuses).isEqualTo(List.of(200, 200, 200, 429, 429));
            assertThat(refused.body()).isEqualTo("Too Many Requests\n");
            assertThat(refused.headers().firstValue("Retry-After")).contains("1");
            assertThat(refused.headers().firstValue("X-Frame-Options")).contains("deny");
        }
    }

    private TestServer serve(String yaml) throws Exception {
        return TestServer.of(Files.writeString(file, yaml));
    }

    private HttpResponse<String> get(TestServer server, String path, String credentials)
            throws IOException, InterruptedException {
        return client.send(request(server, path, credentials), BodyHandlers.ofString());
    }

    private static HttpRequest request(TestServer server, String path, String credentials) {
        var request = HttpRequest.newBuilder(URI.create(server.url() + path));
        if (!credentials.isEmpty()) {
            var bytes = credentials.getBytes(StandardCharsets.UTF_8);
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes));
        }
        return request.build();
    }
}
