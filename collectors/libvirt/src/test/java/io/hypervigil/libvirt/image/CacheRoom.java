package io.hypervigil.libvirt.image;

import io.hypervigil.collect.ManualClock;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A cache in a folder of the test's own. */
final class CacheRoom {

    final Path root;
    final Path images;
    final Path sources;
    final ManualClock clock = new ManualClock(Instant.parse("2026-03-01T00:00:00Z"));
    long freeBytes = 1L << 40;
    UsedDisks used = Map::of;
    private final List<String> hosts;
    private final Supplier<HttpClient> clients;

    CacheRoom(Path folder, List<String> hosts, Supplier<HttpClient> clients) throws IOException {
        this.root = folder.toRealPath();
        this.images = root.resolve("images");
        this.sources = Files.createDirectories(root.resolve("sources"));
        this.hosts = hosts;
        this.clients = clients;
    }

    ImageSettings settings(long maxImageBytes, long maxCacheBytes, Duration timeout) {
        return new ImageSettings(
                Optional.of(images),
                List.of(),
                hosts,
                List.of(sources),
                maxImageBytes,
                maxCacheBytes,
                1L << 34,
                Duration.ofMillis(400),
                timeout,
                "qemu-img");
    }

    ImageCache open() throws IOException {
        return open(settings(16 << 20, 64 << 20, Duration.ofMinutes(1)));
    }

    ImageCache open(ImageSettings settings) throws IOException {
        return new ImageCache(settings, images, clock, () -> used.now(), () -> freeBytes, clients);
    }

    /** A file that may be copied. */
    String source(String name, byte[] image) throws IOException {
        return Files.write(sources.resolve(name), image).toUri().toString();
    }

    /** What lies in the folder of images, without what is always there. */
    List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(images)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !List.of("lock", "index.json", "disks").contains(name))
                    .sorted()
                    .toList();
        }
    }
}
