package io.hypervigil.host.filesystem;

import io.hypervigil.collect.files.Text;
import io.hypervigil.collect.jna.SysStatvfs;
import io.hypervigil.host.jna.Errno;
import java.nio.file.Path;

/** What a file system says of its space. */
sealed interface Space {

    /**
     * It answered.
     *
     * @param freeBytes those that only root may fill included
     */
    record Sizes(
            double sizeBytes,
            double freeBytes,
            double availableBytes,
            double files,
            double filesFree)
            implements Space {}

    /**
     * It refused.
     *
     * @param error in the words of the label {@code device_error}
     */
    record Refused(String error) implements Space {}

    /** Asks with statvfs(2) below a root. */
    static MountCalls.Call<Space> byStatvfs(Path root) {
        var libc = new SysStatvfs();
        var prefix = root.toString().equals("/") ? "" : root.toString();
        return path ->
                switch (libc.statvfs(prefix + path)) {
                    case SysStatvfs.Result.Failed failed -> new Refused(Errno.text(failed.errno()));
                    case SysStatvfs.Result.Statvfs answer -> of(answer);
                };
    }

    private static Sizes of(SysStatvfs.Result.Statvfs answer) {
        double unit = Text.toDouble(answer.f_frsize());
        return new Sizes(
                Text.toDouble(answer.f_blocks()) * unit,
                Text.toDouble(answer.f_bfree()) * unit,
                Text.toDouble(answer.f_bavail()) * unit,
                Text.toDouble(answer.f_files()),
                Text.toDouble(answer.f_ffree()));
    }
}
