package io.hypervigil.libvirt.image;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The files in a folder of images: {@code DIGEST.qcow2}, {@code DIGEST.raw}, {@code DIGEST.part}.
 *
 * <p>Thread: any.
 */
final class ImageFiles {

    /** QEMU takes what is left of a raw image's last sector for zeros. */
    private static final int SECTOR = 512;

    private final Path folder;

    ImageFiles(Path folder) {
        this.folder = folder;
    }

    /** The digest that an image's file is named by. */
    static Optional<ImageDigest> digest(Path file) {
        return format(file).isPresent() ? named(file) : Optional.empty();
    }

    private static Optional<ImageFormat> format(Path file) {
        var name = file.getFileName().toString();
        return ImageFormat.of(name.substring(name.indexOf('.') + 1));
    }

    private static Optional<ImageDigest> named(Path file) {
        var name = file.getFileName().toString();
        int dot = name.indexOf('.');
        try {
            return dot < 0
                    ? Optional.empty()
                    : Optional.of(new ImageDigest(name.substring(0, dot)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /**
     * The images that are there. Those that nothing is known of are taken as they are: a file got
     * its name when its digest was right. One of another size than is known, or whose header is
     * damaged, is left out.
     */
    List<CachedImage> images(List<CachedImage> known) throws IOException {
        var images = new ArrayList<CachedImage>();
        for (Path file : all()) {
            var before = known.stream().filter(one -> one.file().equals(file)).findFirst();
            before.or(() -> found(file))
                    .filter(image -> image.bytes() == size(file))
                    .ifPresent(images::add);
        }
        return images;
    }

    /** An image by its file alone; none where its header cannot be read. */
    private static Optional<CachedImage> found(Path file) {
        var digest = digest(file);
        var format = format(file);
        if (digest.isEmpty() || format.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(found(file, digest.get(), format.get()));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static CachedImage found(Path file, ImageDigest digest, ImageFormat format)
            throws IOException {
        long bytes = Files.size(file);
        var time = Files.getLastModifiedTime(file).toInstant();
        return new CachedImage(
                digest,
                format,
                file,
                bytes,
                virtualBytes(file, format),
                Optional.empty(),
                time,
                time);
    }

    private static long virtualBytes(Path file, ImageFormat format) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return switch (format) {
                case RAW -> Math.ceilDiv(channel.size(), (long) SECTOR) * SECTOR;
                case QCOW2 -> Qcow2Header.read(channel).virtualBytes();
            };
        }
    }

    /** Images that are not whole yet, oldest first. */
    List<Path> parts(Predicate<ImageDigest> wanted) throws IOException {
        return all().stream()
                .filter(file -> file.toString().endsWith(PartFile.ENDING))
                .filter(file -> named(file).filter(wanted).isPresent())
                .sorted(Comparator.comparing(file -> file.toFile().lastModified()))
                .toList();
    }

    private List<Path> all() throws IOException {
        try (var stream = Files.list(folder)) {
            return stream.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList();
        }
    }

    /** Of a file that may be gone by now, which then takes none. */
    static long size(Path file) {
        return file.toFile().length();
    }
}
