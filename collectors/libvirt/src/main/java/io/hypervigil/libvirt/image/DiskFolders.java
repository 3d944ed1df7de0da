package io.hypervigil.libvirt.image;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The folders of disks, looked through for overlays: what a disk stands on is what its header says.
 *
 * <p>Thread: any.
 */
final class DiskFolders {

    /** Lies in each folder of overlays: without it the folder is not there, not empty. */
    private static final String MARK = ".hypervigil-disks";

    private final List<Path> folders;
    private final Path images;

    /**
     * @param images the folder of base images
     */
    DiskFolders(List<Path> folders, Path images) {
        this.folders = List.copyOf(folders);
        this.images = images;
    }

    List<Path> all() {
        return folders;
    }

    /** Whether a file lies in one of them, not below a link out of it. */
    boolean hold(Path file) {
        var folder = file.getParent();
        return folder != null && folders.contains(folder) && file.normalize().equals(file);
    }

    /**
     * The overlays that there are.
     *
     * @param known from before: it counts where a folder or a file cannot be read now, so that a
     *     base is not lost with a mount that is away for a while
     */
    Map<Path, ImageDigest> overlays(Map<Path, ImageDigest> known) {
        var found = new TreeMap<Path, ImageDigest>();
        known.forEach(
                (file, base) -> {
                    if (hold(file) ? !isSeen(file) : isElsewhere(file)) {
                        found.put(file, base);
                    }
                });
        for (Path folder : folders) {
            var inFolder = overlays(folder, known);
            found.putAll(inFolder);
            if (!inFolder.isEmpty()) {
                mark(folder);
            }
        }
        return found;
    }

    private Map<Path, ImageDigest> overlays(Path folder, Map<Path, ImageDigest> known) {
        var found = new TreeMap<Path, ImageDigest>();
        for (Path file : files(folder)) {
            var before = Optional.ofNullable(known.get(file)).filter(_ -> !Files.isReadable(file));
            base(file).or(() -> before).ifPresent(base -> found.put(file, base));
        }
        return found;
    }

    /** A volume of a storage pool, of which nobody but its folder says that it is gone. */
    private static boolean isElsewhere(Path file) {
        return !Files.notExists(file) || !Files.isDirectory(file.resolveSibling(""));
    }

    /** Whether its folder is the one that it was in, so that a file that is not there is gone. */
    private static boolean isSeen(Path file) {
        return Files.exists(file.resolveSibling(MARK));
    }

    private static void mark(Path folder) {
        try {
            if (Files.notExists(folder.resolve(MARK))) {
                Files.createFile(folder.resolve(MARK));
            }
        } catch (IOException _) {
            // A folder that we cannot write to: its overlays count until the index forgets them.
        }
    }

    private static List<Path> files(Path folder) {
        try (var stream = Files.newDirectoryStream(folder)) {
            var files = new ArrayList<Path>();
            for (Path file : stream) {
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    files.add(file);
                }
            }
            return files;
        } catch (IOException | DirectoryIteratorException _) {
            return List.of();
        }
    }

    /** The image that a file stands on, where it does on one of ours. */
    private Optional<ImageDigest> base(Path file) {
        return DiskFile.bases(file).stream()
                .filter(base -> images.equals(base.getParent()))
                .findFirst()
                .flatMap(ImageFiles::digest);
    }
}
