package io.hypervigil.containers.layer;

import io.hypervigil.collect.files.Text;
import io.hypervigil.collect.jna.SysStatvfs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The size of the file system that holds the layers of a runtime's containers. What each of them
 * takes up of it only a walk of the disk tells.
 *
 * @param device that is mounted, {@code /dev/sda1}, or the name that mountinfo has instead
 * @param bytes in all
 * @param inodes in all; 0 where it has no fixed number, as btrfs
 * @param freeInodes that are left
 */
public record LayerSpace(String device, double bytes, double inodes, double freeInodes) {

    /**
     * Asks the file system of a folder; empty where there is none.
     *
     * <p>It hangs where the file system does.
     */
    public static Optional<LayerSpace> of(String folder) {
        try (var libc = new SysStatvfs()) {
            var device = Files.getFileStore(Path.of(folder)).name();
            return switch (libc.statvfs(folder)) {
                case SysStatvfs.Result.Statvfs answer -> Optional.of(of(device, answer));
                case SysStatvfs.Result.Failed _ -> Optional.empty();
            };
        } catch (IOException | InvalidPathException | LinkageError _) {
            // No such folder, none that Java can name, or a machine without JNA's library.
            return Optional.empty();
        }
    }

    private static LayerSpace of(String device, SysStatvfs.Result.Statvfs answer) {
        return new LayerSpace(
                device,
                Text.toDouble(answer.f_blocks()) * Text.toDouble(answer.f_frsize()),
                Text.toDouble(answer.f_files()),
                Text.toDouble(answer.f_ffree()));
    }

    /** Whether it has a fixed number of inodes. */
    public boolean hasInodes() {
        return inodes > 0;
    }
}
