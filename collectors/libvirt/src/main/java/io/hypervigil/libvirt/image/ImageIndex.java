package io.hypervigil.libvirt.image;

import io.hypervigil.collect.action.Value;
import io.hypervigil.collect.action.ValueJson;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of the images beyond their files, in {@code index.json} beside them. It can be
 * lost: the folders say all but sources and times.
 */
final class ImageIndex {

    private static final int MAX_BYTES = 16 << 20;

    private final Path file;
    private final Path folder;

    ImageIndex(Path folder) {
        this.folder = folder;
        this.file = folder.resolve("index.json");
    }

    /**
     * What it says.
     *
     * @param overlays by file, what each stands on
     */
    record Content(List<CachedImage> images, Map<Path, ImageDigest> overlays) {
        Content {
            images = List.copyOf(images);
            overlays = Map.copyOf(overlays);
        }
    }

    /** What was kept; nothing where it is lost or damaged. */
    Content read() {
        try {
            if (Files.size(file) > MAX_BYTES) {
                return new Content(List.of(), Map.of());
            }
            var fields = ValueJson.read(Files.readString(file)).fields();
            var images = new ArrayList<CachedImage>();
            for (var image : items(fields, "images")) {
                images.add(image(image));
            }
            var overlays = new LinkedHashMap<Path, ImageDigest>();
            for (var overlay : items(fields, "overlays")) {
                overlays.put(Path.of(text(overlay, "file")), ImageDigest.parse(base(overlay)));
            }
            return new Content(images, overlays);
        } catch (IOException | IllegalArgumentException | DateTimeException _) {
            return new Content(List.of(), Map.of());
        }
    }

    /** Keeps it: the old one or the new one is there whatever happens. */
    void write(Collection<CachedImage> images, Map<Path, ImageDigest> overlays) throws IOException {
        var fields = new LinkedHashMap<String, Value>();
        fields.put("images", new Value.Items(images.stream().map(ImageIndex::value).toList()));
        fields.put(
                "overlays",
                new Value.Items(
                        overlays.entrySet().stream()
                                .map(overlay -> value(overlay.getKey(), overlay.getValue()))
                                .toList()));
        var bytes = ValueJson.write(new Value.Fields(fields)).getBytes(StandardCharsets.UTF_8);
        var fresh = file.resolveSibling("index.json.new");
        try (var out =
                FileChannel.open(
                        fresh,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            var buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                out.write(buffer);
            }
            out.force(true);
        }
        Files.move(
                fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Value value(CachedImage image) {
        var fields = new LinkedHashMap<String, Value>();
        fields.put("sha256", new Value.Text(image.digest().hex()));
        fields.put("format", new Value.Text(image.format().text()));
        fields.put("bytes", new Value.Whole(image.bytes()));
        fields.put("virtual_bytes", new Value.Whole(image.virtualBytes()));
        image.source().ifPresent(source -> fields.put("source", new Value.Text(source)));
        fields.put("fetched", new Value.Text(image.fetchedAt().toString()));
        fields.put("used", new Value.Text(image.usedAt().toString()));
        return new Value.Fields(fields);
    }

    private static Value value(Path overlay, ImageDigest base) {
        return new Value.Fields(
                Map.of(
                        "file", new Value.Text(overlay.toString()),
                        "base", new Value.Text(base.hex())));
    }

    private CachedImage image(Map<String, Value> fields) {
        var digest = ImageDigest.parse(text(fields, "sha256"));
        var format =
                ImageFormat.of(text(fields, "format"))
                        .orElseThrow(() -> new IllegalArgumentException("format"));
        return new CachedImage(
                digest,
                format,
                folder.resolve(digest.hex() + "." + format.text()),
                whole(fields, "bytes"),
                whole(fields, "virtual_bytes"),
                fields.get("source") instanceof Value.Text(var source)
                        ? Optional.of(source)
                        : Optional.empty(),
                Instant.parse(text(fields, "fetched")),
                Instant.parse(text(fields, "used")));
    }

    private static String base(Map<String, Value> overlay) {
        return text(overlay, "base");
    }

    private static List<Map<String, Value>> items(Map<String, Value> fields, String key) {
        if (!(fields.get(key) instanceof Value.Items(var items))) {
            throw new IllegalArgumentException(key + ": a list expected");
        }
        var maps = new ArrayList<Map<String, Value>>();
        for (Value item : items) {
            if (item instanceof Value.Fields(var map)) {
                maps.add(map);
            }
        }
        return maps;
    }

    private static String text(Map<String, Value> fields, String key) {
        if (fields.get(key) instanceof Value.Text(var text)) {
            return text;
        }
        throw new IllegalArgumentException(key + ": text expected");
    }

    private static long whole(Map<String, Value> fields, String key) {
        if (fields.get(key) instanceof Value.Whole(long number)) {
            return number;
        }
        throw new IllegalArgumentException(key + ": a whole number expected");
    }
}
