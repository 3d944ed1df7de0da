package io.hypervigil.collect.files;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A line of {@code /proc/PID/mountinfo}, as proc_pid_mountinfo(5) describes it. Its texts have the
 * kernel's escapes, but for the mount point: see {@link #plain}.
 *
 * @param major of the file system's device, which is the same for all who see the file system
 * @param root the folder of the file system that is mounted
 * @param point where it is mounted, without escapes
 * @param options of this mount
 * @param type of the file system
 * @param source what is mounted, {@code /dev/sda1}; may be ""
 * @param superOptions of the file system
 */
public record MountInfo(
        int major,
        int minor,
        String root,
        String point,
        String options,
        String type,
        String source,
        String superOptions) {

    /** Before the optional fields, which a dash ends; three are behind it. */
    private static final int FIXED = 6;

    /**
     * All lines.
     *
     * @throws MalformedTextException where one makes no sense, with its number
     */
    public static List<MountInfo> parse(Text text) {
        var mounts = new ArrayList<MountInfo>();
        while (text.nextLine()) {
            mounts.add(parseLine(text));
        }
        return mounts;
    }

    /** {@code 254:0}, as udev and other files of the kernel have it. */
    public String device() {
        return major + ":" + minor;
    }

    /** Single blanks part the fields, so that one may be empty. */
    private static MountInfo parseLine(Text text) {
        var fields = text.line().split(" ", -1);
        int dash = FIXED;
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
            return new MountInfo(
                    Integer.parseInt(number[0]),
                    Integer.parseInt(number[1]),
                    fields[3],
                    plain(fields[4]),
                    fields[5],
                    fields[dash + 1],
                    fields[dash + 2],
                    fields[dash + 3]);
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException _) {
            throw text.malformed("'" + fields[2] + "' is no device number");
        }
    }

    /** What the kernel wrote as three octal digits behind a backslash: blanks, newlines, itself. */
    public static String plain(String escaped) {
        if (escaped.indexOf('\\') < 0) {
            return escaped;
        }
        var bytes = escaped.getBytes(StandardCharsets.UTF_8);
        int length = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (isEscape(bytes, i)) {
                bytes[length++] =
                        (byte)
                                (digit(bytes, i + 1) << 6
                                        | digit(bytes, i + 2) << 3
                                        | digit(bytes, i + 3));
                i += 3;
            } else {
                bytes[length++] = bytes[i];
            }
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    private static boolean isEscape(byte[] bytes, int at) {
        return bytes[at] == '\\'
                && at + 3 < bytes.length
                && isOctal(digit(bytes, at + 1))
                && isOctal(digit(bytes, at + 2))
                && isOctal(digit(bytes, at + 3));
    }

    private static boolean isOctal(int digit) {
        return digit >= 0 && digit < 8;
    }

    private static int digit(byte[] bytes, int at) {
        return bytes[at] - '0';
    }
}
