package io.hypervigil.host.filesystem;

import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.Text;
import java.io.IOException;
import java.util.ArrayList;
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
        var mounts = new ArrayList<Mount>();
        while (text.nextLine()) {
            mounts.add(parseLine(text));
        }
        return mounts;
    }

    /**
     * {@code 36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw}: single blanks part
     * the fields, and a device may be empty.
     */
    private static Mount parseLine(Text text) {
        var fields = text.line().split(" ", -1);
        int dash = 6;
        while (dash < fields.length && !fields[dash].equals("-")) {
            dash++;
        }
        if (dash + 3 >= fields.length) {
            throw text.malformed(
                    fields.length
                            + " fields, 6, any options, '-' and 3 expected: '"
                            + text.line()
                            + "'");
        }
        var number = fields[2].split(":", -1);
        try {
            return new Mount(
                    Integer.parseInt(number[0]),
                    Integer.parseInt(number[1]),
                    unescape(fields[4]),
                    fields[dash + 1],
                    fields[dash + 2],
                    isReadOnly(fields[5]),
                    isReadOnly(fields[dash + 3]));
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException _) {
            throw text.malformed("'" + fields[2] + "' is no device number");
        }
    }

    private static boolean isReadOnly(String options) {
        return options.equals("ro")
                || options.startsWith("ro,")
                || options.endsWith(",ro")
                || options.contains(",ro,");
    }

    /** The kernel writes blank, tab, newline and backslash as three octal digits. */
    private static String unescape(String path) {
        if (path.indexOf('\\') < 0) {
            return path;
        }
        return path.replace("\\040", " ")
                .replace("\\011", "\t")
                .replace("\\012", "\n")
                .replace("\\134", "\\");
    }
}
