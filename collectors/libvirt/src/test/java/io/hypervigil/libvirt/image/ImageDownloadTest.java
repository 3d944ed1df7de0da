package io.hypervigil.libvirt.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import io.hypervigil.collect.Eventually;
import io.hypervigil.collect.RealPart;
import io.hypervigil.collect.Threads;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ImageDownloadTest {

    private static final byte[] IMAGE = Images.raw(600_000, 1);
    private static final String FILE = Images.digest(IMAGE) + ".raw";
    private static final String PART = Images.digest(IMAGE) + ".part";
    private static final String ORIGIN = Images.digest(IMAGE) + ".from";

    @TempDir static Path shared;
    private static ImageServer server;

    @TempDir Path folder;
    private CacheRoom room;
    private ImageCache cache;
    private final Waiting watch = new Waiting();
    private static int paths;
    private String path = "";

    @BeforeAll
    static void serve() throws Exception {
        RealPart.require("qemu-img", "install the package qemu-utils");
        server = new ImageServer(shared);
    }

    @AfterAll
    static void close() {
        server.close();
    }

    @BeforeEach
    void open() throws IOException {
        path = "/" + paths++ + "/";
        server.requests().clear();
        room = new CacheRoom(folder, List.of(server.host()), server::client);
        cache = room.open();
    }

    @AfterEach
    void closeCache() throws IOException {
        cache.close();
    }

    private ImageRequest request(String name) {
        return Images.request(server.address(path + name), IMAGE);
    }

    private ActionFailure failure(ImageRequest request) {
        try {
            throw new AssertionError("fetched: " + cache.fetch(request, watch));
        } catch (ActionFailure e) {
            return e;
        }
    }

    private FutureTask<CachedImage> fetching(ImageRequest request, ImageWatch watched) {
        var task = new FutureTask<>(() -> cache.fetch(request, watched));
        Threads.start("test-fetch", task);
        return task;
    }

    @Test
    void an_image_is_fetched_once_and_found_from_then_on() throws Exception {
        server.serves(path, IMAGE);

        var fetched = cache.fetch(request("a"), watch);
        room.clock.advance(Duration.ofMinutes(1));
        var found = cache.fetch(request("b"), new Waiting());

        assertThat(fetched)
                .isEqualTo(
                        new CachedImage(
                                Images.digest(IMAGE),
                                ImageFormat.RAW,
                                room.images.resolve(FILE),
                                600_000,
                                600_064,
                                Optional.of(server.address(path + "a")),
                                room.clock.instant().minusSeconds(60),
                                room.clock.instant().minusSeconds(60)));
        assertThat(found.usedAt()).isEqualTo(room.clock.instant());
        assertThat(Files.readAllBytes(fetched.file())).isEqualTo(IMAGE);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(fetched.file())))
                .isEqualTo("r--r--r--");
        assertThat(room.files()).containsExactly(FILE);
        assertThat(server.requests()).containsExactly("");
        assertThat(watch.told()).endsWith("600000 of 600000");
    }

    @Test
    void a_wrong_digest_says_both_and_leaves_nothing() throws Exception {
        server.serves(path, Images.raw(1000, 2));

        var failure = failure(request("a"));

        assertThat(failure.kind()).isEqualTo(Kind.FAILED);
        assertThat(failure)
                .hasMessage(
                        "what came has the SHA-256 "
                                + Images.digest(Images.raw(1000, 2))
                                + ", not "
                                + Images.digest(IMAGE));
        assertThat(room.files()).isEmpty();
    }

    @Test
    void a_server_that_breaks_off_is_asked_for_the_rest() throws Exception {
        server.breaksOff(path, IMAGE, 250_000);

        cache.fetch(request("a"), watch);

        assertThat(server.requests())
                .hasSize(3)
                .startsWith("")
                .filteredOn(String::isEmpty)
                .hasSize(1);
        assertThat(room.files()).containsExactly(FILE);
    }

    @Test
    void a_server_without_ranges_that_breaks_off_is_given_up_and_what_came_is_of_no_use()
            throws Exception {
        server.on(
                path,
                exchange -> {
                    exchange.sendResponseHeaders(200, IMAGE.length);
                    exchange.getResponseBody().write(IMAGE, 0, 1000);
                });

        var failure = failure(request("a"));

        assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(failure).hasMessageStartingWith("the source broke off after ");
        assertThat(server.requests()).hasSizeGreaterThan(2).containsOnly("");
        assertThat(room.files()).containsExactly(PART);
    }

    @Test
    void what_a_crash_left_is_gone_on_with() throws Exception {
        server.serves(path, IMAGE);
        leavePart(Arrays.copyOf(IMAGE, 123_456), "\"version-1\"");

        cache.fetch(request("a"), watch);

        assertThat(server.requests()).containsExactly("bytes=123456-");
        assertThat(room.files()).containsExactly(FILE);
    }

    @Test
    void a_newer_version_on_the_server_is_fetched_from_its_beginning() throws Exception {
        server.serves(path, IMAGE);
        leavePart(Images.raw(1000, 3), "\"version-0\"");

        cache.fetch(request("a"), watch);

        assertThat(server.requests()).containsExactly("bytes=1000-");
        assertThat(room.files()).containsExactly(FILE);
    }

    @Test
    void a_part_of_another_source_or_without_a_version_is_not_gone_on_with() throws Exception {
        server.serves(path, IMAGE);
        leavePart(Arrays.copyOf(IMAGE, 123_456), "\"version-1\"");
        Files.writeString(room.images.resolve(ORIGIN), "{\"source\": \"https://other/\"");

        cache.fetch(request("a"), watch);

        assertThat(server.requests()).containsExactly("");
        assertThat(room.files()).containsExactly(FILE);
    }

    @Test
    void a_whole_part_that_a_crash_left_without_its_name_is_not_fetched_again() throws Exception {
        server.serves(path, IMAGE);
        leavePart(IMAGE, "\"version-1\"");
        Files.setPosixFilePermissions(
                room.images.resolve(PART), PosixFilePermissions.fromString("r--r--r--"));

        cache.fetch(request("a"), watch);

        assertThat(server.requests()).isEmpty();
        assertThat(room.files()).containsExactly(FILE);
    }

    private void leavePart(byte[] bytes, String version) throws IOException {
        Files.write(room.images.resolve(PART), bytes);
        Files.writeString(
                room.images.resolve(ORIGIN),
                """
                {"source": "%s", "validator": "%s"}\
                """
                        .replaceFirst("%s", server.address(path + "a"))
                        .replaceFirst("%s", version.replace("\"", "\\\\\"")));
    }

    @Test
    void a_server_that_falls_silent_is_asked_again_and_given_up_in_the_end() throws Exception {
        server.fallsSilent(path, IMAGE, 1000, new CountDownLatch(1));

        var failure = failure(request("a"));

        assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(failure).hasMessageStartingWith("the source broke off after 1000 bytes");
    }

    @Test
    void a_fetch_that_takes_too_long_as_a_whole_is_given_up() throws Exception {
        cache.close();
        cache = room.open(room.settings(16 << 20, 64 << 20, Duration.ofMillis(300)));
        server.fallsSilent(path, IMAGE, 1000, new CountDownLatch(1));

        assertThat(failure(request("a"))).hasMessage("the fetch is given up: it takes too long");
    }

    @Test
    void a_body_without_an_end_is_cut_off_at_the_limit() throws Exception {
        cache.close();
        cache = room.open(room.settings(1_000_000, 64 << 20, Duration.ofMinutes(1)));
        server.on(
                path,
                exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    var noise = new byte[65536];
                    while (true) {
                        exchange.getResponseBody().write(noise);
                    }
                });

        var failure = failure(request("a"));

        assertThat(failure.kind()).isEqualTo(Kind.QUOTA);
        assertThat(failure)
                .hasMessage("the image is larger than the 1000000 bytes that one may have");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void a_body_said_to_be_too_large_is_not_read() throws Exception {
        server.on(path, exchange -> exchange.sendResponseHeaders(200, 1L << 40));

        assertThat(failure(request("a")).kind()).isEqualTo(Kind.QUOTA);
    }

    @Test
    void an_image_that_is_not_taken_is_not_left_behind() throws Exception {
        var bytes = Images.qcow2(folder, Images.MEBIBYTE);
        bytes[35] = 1;
        server.serves(path, bytes);

        var request = Images.request(server.address(path), bytes);

        assertThat(failure(request)).hasMessage("the image is not taken: it is encrypted");
        assertThat(room.files()).isEmpty();
    }

    @Test
    void a_redirect_to_an_allowed_host_is_followed() throws Exception {
        server.serves(path + "there", IMAGE);
        server.on(path + "here", exchange -> redirect(exchange, path + "there"));

        cache.fetch(request("here"), watch);

        assertThat(room.files()).containsExactly(FILE);
    }

    private static void redirect(HttpExchange exchange, String to) throws IOException {
        exchange.getResponseHeaders().set("Location", to);
        exchange.sendResponseHeaders(302, -1);
    }

    @Test
    void a_redirect_to_elsewhere_is_refused() {
        server.on(path, exchange -> redirect(exchange, "https://127.0.0.1:1/image"));

        var failure = failure(request("a"));

        assertThat(failure.kind()).isEqualTo(Kind.NOT_PERMITTED);
        assertThat(failure).hasMessage("127.0.0.1:1: no host that images may be fetched from");
    }

    @Test
    void redirects_without_https_or_with_credentials_or_without_end_are_refused() {
        server.on(path + "a", exchange -> redirect(exchange, "http://localhost/image"));
        server.on(path + "b", exchange -> redirect(exchange, "https://u:p@localhost/image"));
        server.on(path + "c", exchange -> redirect(exchange, path + "c"));

        assertThat(failure(request("a")))
                .hasMessageEndingWith("a redirect to what is no https address without credentials");
        assertThat(failure(request("b")))
                .hasMessageEndingWith("a redirect to what is no https address without credentials");
        assertThat(failure(request("c"))).hasMessageEndingWith("more than 5 redirects");
    }

    @Test
    void a_host_that_is_not_allowed_is_never_asked() {
        var failure = failure(Images.request("https://images.example.org/a", IMAGE));

        assertThat(failure)
                .hasMessage("images.example.org:443: no host that images may be fetched from");
        assertThat(failure.remedy()).isEqualTo("name it in collectors.libvirt.images.hosts");
    }

    @Test
    void a_missing_image_is_told_without_the_query_of_its_address() {
        server.on(path, exchange -> exchange.sendResponseHeaders(404, -1));

        assertThat(failure(request("a?signature=secret")))
                .hasMessage(server.address(path) + "a: answered with 404");
    }

    @Test
    void two_who_ask_share_one_fetch_and_it_goes_on_when_one_leaves() throws Exception {
        var begun = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        server.on(
                path,
                exchange -> {
                    exchange.sendResponseHeaders(200, IMAGE.length);
                    exchange.getResponseBody().write(IMAGE, 0, 1000);
                    exchange.getResponseBody().flush();
                    begun.countDown();
                    ImageServer.await(goOn);
                    exchange.getResponseBody().write(IMAGE, 1000, IMAGE.length - 1000);
                });
        cache.close();
        cache = room.open(patient());
        var first = new Waiting();
        var second = new Waiting();

        var one = fetching(request("a"), first);
        begun.await();
        var other = fetching(request("a"), second);
        Eventually.get(Duration.ofSeconds(10), () -> assertThat(second.told()).isNotEmpty());
        first.cancel();
        assertThatThrownBy(() -> one.get(10, TimeUnit.SECONDS))
                .hasRootCauseMessage("the fetch: cancelled");
        goOn.countDown();

        assertThat(other.get(10, TimeUnit.SECONDS).file()).exists();
        assertThat(server.requests()).hasSize(1);
        assertThat(second.told()).startsWith("1000 of 600000").endsWith("600000 of 600000");
    }

    @Test
    void who_waited_for_anothers_source_that_fails_fetches_from_its_own() throws Exception {
        var begun = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        server.on(
                path + "bad",
                exchange -> {
                    begun.countDown();
                    ImageServer.await(goOn);
                    exchange.sendResponseHeaders(404, -1);
                });
        server.serves(path + "good", IMAGE);
        cache.close();
        cache = room.open(patient());

        var one = fetching(request("bad"), watch);
        begun.await();
        var second = new Waiting();
        var third = new Waiting();
        var other = fetching(request("good"), second);
        var same = fetching(request("bad"), third);
        Eventually.get(Duration.ofSeconds(10), () -> assertThat(second.told()).isNotEmpty());
        Eventually.get(Duration.ofSeconds(10), () -> assertThat(third.told()).isNotEmpty());
        goOn.countDown();

        assertThat(other.get(10, TimeUnit.SECONDS).file()).exists();
        assertThatThrownBy(() -> one.get(10, TimeUnit.SECONDS))
                .rootCause()
                .hasMessageEndingWith("answered with 404");
        assertThatThrownBy(() -> same.get(10, TimeUnit.SECONDS))
                .rootCause()
                .hasMessageEndingWith("answered with 404");
    }

    @Test
    void a_server_that_is_back_soon_is_gone_on_with() throws Exception {
        var refusals = new AtomicInteger();
        server.on(
                path,
                exchange -> {
                    if (refusals.incrementAndGet() < 5) {
                        exchange.sendResponseHeaders(503, -1);
                    } else {
                        exchange.sendResponseHeaders(200, IMAGE.length);
                        exchange.getResponseBody().write(IMAGE);
                    }
                });
        long began = System.nanoTime();

        cache.fetch(request("a"), watch);

        // 400 ms may be silent: 13, 26, 53, 106 ms are waited.
        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .isGreaterThan(Duration.ofMillis(195));
        assertThat(room.files()).containsExactly(FILE);
    }

    @Test
    void the_rest_of_another_version_is_not_taken() throws Exception {
        server.on(
                path,
                exchange -> {
                    var range = exchange.getRequestHeaders().getFirst("Range");
                    exchange.getResponseHeaders().set("ETag", "\"version-1\"");
                    if (range == null) {
                        exchange.sendResponseHeaders(200, IMAGE.length);
                        exchange.getResponseBody().write(IMAGE);
                    } else {
                        // It does not heed If-Range.
                        exchange.getResponseHeaders()
                                .set("Content-Range", "bytes 1000-599999/600000");
                        exchange.sendResponseHeaders(206, IMAGE.length - 1000);
                        exchange.getResponseBody().write(IMAGE, 1000, IMAGE.length - 1000);
                    }
                });
        leavePart(Images.raw(1000, 3), "\"version-0\"");

        cache.fetch(request("a"), watch);

        assertThat(server.requests()).containsExactly("bytes=1000-", "");
        assertThat(room.files()).containsExactly(FILE);
    }

    private ImageSettings patient() {
        var quick = room.settings(16 << 20, 64 << 20, Duration.ofMinutes(1));
        return new ImageSettings(
                quick.folder(),
                quick.disksFolders(),
                quick.hosts(),
                quick.sourceFolders(),
                quick.maxImageBytes(),
                quick.maxCacheBytes(),
                quick.maxVirtualBytes(),
                Duration.ofSeconds(30),
                quick.downloadTimeout(),
                quick.qemuImg());
    }

    @Test
    void when_the_last_leaves_the_fetch_ends_and_the_next_goes_on_with_it() throws Exception {
        var silent = new CountDownLatch(1);
        server.fallsSilent(path + "a", IMAGE, 1000, silent);
        cache.close();
        cache = room.open(patient());

        var one = fetching(request("a"), watch);
        silent.await();
        Eventually.get(
                Duration.ofSeconds(10), () -> assertThat(watch.told()).contains("1000 of 600000"));
        watch.cancel();
        assertThatThrownBy(() -> one.get(10, TimeUnit.SECONDS))
                .hasRootCauseMessage("the fetch: cancelled");
        server.serves(path + "a/again", IMAGE);
        cache.fetch(request("a/again"), new Waiting());

        assertThat(room.files()).containsExactly(FILE);
        assertThat(server.requests()).containsExactly("", "");
    }
}
