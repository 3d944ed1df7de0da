package io.hypervigil.libvirt.image;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A disk that lies somewhere on this host, as a file or a device.
 *
 * <p>Thread: any. What is behind a file may hang: whoever asks does so on a thread that may be
 * lost.
 */
public final class DiskFile {

    private static final int MOST_LAYERS = 64;

    private static final int KIND = 0xF000;
    private static final int REGULAR = 0x8000;
    private static final int BLOCK = 0x6000;

    private DiskFile() {}

    /**
     * How large it is for its guest; empty where it is not there, may not be read, or is no disk.
     *
     * @param format what it is told to be, never guessed: a guest could write another's header
     */
    public static OptionalLong virtualBytes(String path, ImageFormat format) {
        try {
            var file = Path.of(path);
            if (!file.isAbsolute() || !isDisk(file)) {
                return OptionalLong.empty();
            }
            try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
                long bytes =
                        switch (format) {
                            case RAW -> channel.size();
                            case QCOW2 -> Qcow2Header.read(channel).virtualBytes();
                        };
                return bytes < 0 ? OptionalLong.empty() : OptionalLong.of(bytes);
            }
        } catch (IOException | InvalidPathException _) {
            return OptionalLong.empty();
        }
    }

    /**
     * What a qcow2 disk stands on by the headers of itself and of what is below it, nearest first;
     * none where that is not there, may not be read, or is no qcow2.
     */
    public static List<Path> bases(String disk) {
        try {
            return bases(Path.of(disk));
        } catch (InvalidPathException _) {
            return List.of();
        }
    }

    static List<Path> bases(Path disk) {
        var bases = new ArrayList<Path>();
        for (var next = base(disk);
                next.isPresent() && !bases.contains(next.get()) && bases.size() < MOST_LAYERS;
                next = base(next.get())) {
            bases.add(next.get());
        }
        return bases;
    }

    /** QEMU takes a relative name from where the disk itself lies. */
    private static Optional<Path> base(Path disk) {
        try {
            if (!isDisk(disk)) {
                return Optional.empty();
            }
            try (var channel = FileChannel.open(disk, StandardOpenOption.READ)) {
                return FileMagic.format(channel).equals(Optional.of(ImageFormat.QCOW2.text()))
                        ? Qcow2Header.read(channel)
                                .backingFile()
                                .map(name -> disk.resolveSibling(name).normalize())
                        : Optional.empty();
            }
        } catch (IOException | InvalidPathException _) {
            return Optional.empty();
        }
    }

    /** A pipe would be waited for. */
    private static boolean isDisk(Path file) throws IOException {
        int kind = KIND & (Integer) Files.getAttribute(file, "unix:mode");
        return kind == REGULAR || kind == BLOCK;
    }
}
