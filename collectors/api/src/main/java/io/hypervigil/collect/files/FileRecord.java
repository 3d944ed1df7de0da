package io.hypervigil.collect.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A folder that keeps a copy of each file, link and folder that was read, as a fixture tree.
 *
 * <p>Thread: any, if no two trees write the same path at once.
 */
public final class FileRecord {

    private final Path target;

    /** Records below a folder that is made where it does not exist. */
    public FileRecord(Path target) {
        this.target = target;
    }

    void file(String path, byte[] bytes, int length) {
        write(path, file -> Files.write(file, Arrays.copyOf(bytes, length)));
    }

    void link(String path, String to) {
        write(
                path,
                link -> {
                    if (!Files.exists(link, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
                        Files.createSymbolicLink(link, Path.of(to));
                    }
                });
    }

    void folder(String path) {
        // The tree's own root is "", which a leading slash would lead out of.
        write(path.isEmpty() ? "." : path + "/.", _ -> {});
    }

    private void write(String path, Step step) {
        var file = target.resolve(path).normalize();
        if (!file.startsWith(target)) {
            throw new IllegalArgumentException(path + ": leads out of the recorded tree");
        }
        try {
            Files.createDirectories(
                    path.equals(".") || path.endsWith("/.") ? file : file.resolveSibling(""));
            step.write(file);
        } catch (IOException e) {
            throw new UncheckedIOException("could not record " + file, e);
        }
    }

    @FunctionalInterface
    private interface Step {
        void write(Path file) throws IOException;
    }
}
