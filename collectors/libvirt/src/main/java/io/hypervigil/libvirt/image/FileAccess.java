package io.hypervigil.libvirt.image;

import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Opens files below folders that are allowed, links followed before that is asked. */
final class FileAccess {

    private final List<Path> folders;

    FileAccess(List<Path> folders) {
        this.folders = List.copyOf(folders);
    }

    /** The file itself, without links on the way to it. */
    Path check(Path path) throws ActionFailure {
        try {
            var real = path.toRealPath();
            for (Path folder : folders) {
                if (Files.isDirectory(folder) && real.startsWith(folder.toRealPath())) {
                    return regular(real);
                }
            }
        } catch (NoSuchFileException _) {
            // Whether a file is there is not told to who may not read it: as for all others.
        } catch (IOException e) {
            throw Refusal.of(path.toString(), e);
        }
        throw Refusal.of(
                Kind.NOT_PERMITTED,
                path + ": no file of a folder that images may come from",
                "name its folder in collectors.libvirt.images.source_folders");
    }

    OpenedSource open(Path path) throws ActionFailure, IOException {
        var real = check(path);
        var body = Files.newInputStream(real, LinkOption.NOFOLLOW_LINKS);
        return new OpenedSource(body, 0, Optional.of(Files.size(real)), Optional.empty());
    }

    private static Path regular(Path file) throws ActionFailure {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw Refusal.of(Kind.INVALID, file + ": no plain file", "name a file");
        }
        return file;
    }
}
