package io.hypervigil.host.filesystem;

import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.MountInfo;
import io.hypervigil.collect.files.Text;
import java.io.IOException;
import java.util.List;

/**
 * A line of /proc/PID/mountinfo.
 *
 * @param device as mounted, with the kernel's escapes: {@code /dev/sda1}, {@code tmpfs}
 * @param path where it is mounted, without escapes
 * @param isReadOnlyHere whether this mount may not be written through
 * @param isReadOnlyItself whether the file system may not be written through any mount
 */
public record Mount(
        int major,
        int minor,
        String path,
        String fsType,
        String device,
        boolean isReadOnlyHere,
        boolean isReadOnlyItself) {

    /**
     * The mounts that the first process sees, in the order of mounting: a container's own are not
     * the host's. Where that process is hidden, those that this process sees.
     */
    public static List<Mount> ofHost(FileTree proc) throws IOException {
        try {
            return proc.read("1/mountinfo", Mount::parse);
        } catch (IOException _) {
            return proc.read("self/mountinfo", Mount::parse);
        }
    }

    /** The number of the file system's device, which it keeps as long as a call into it hangs. */
    public String deviceNumber() {
        return major + ":" + minor;
    }

    static List<Mount> parse(Text text) {
        return MountInfo.parse(text).stream().map(Mount::of).toList();
    }

    private static Mount of(MountInfo info) {
        return new Mount(
                info.major(),
                info.minor(),
                info.point(),
                info.type(),
                info.source(),
                isReadOnly(info.options()),
                isReadOnly(info.superOptions()));
    }

    private static boolean isReadOnly(String options) {
        return options.equals("ro")
                || options.startsWith("ro,")
                || options.endsWith(",ro")
                || options.contains(",ro,");
    }
}
