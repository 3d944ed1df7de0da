package io.hypervigil.libvirt.template;

import java.nio.file.Path;

/** What may stand in a domain's XML: text on one line that XML 1.0 can hold. */
final class PlainText {

    private PlainText() {}

    /** Refuses all else. */
    static void check(String component, String text, int maxLength) {
        if (text.isEmpty() || text.length() > maxLength) {
            throw new IllegalArgumentException(
                    component + ": 1 to " + maxLength + " characters expected");
        }
        if (!text.codePoints().allMatch(PlainText::isPlain)) {
            throw new IllegalArgumentException(
                    component + ": text on one line without control characters expected");
        }
    }

    /** Refuses a path that libvirt or QEMU would take for something else. */
    static void check(String component, Path path) {
        if (!path.isAbsolute() || !path.normalize().equals(path)) {
            throw new IllegalArgumentException(component + ": an absolute path expected");
        }
        check(component, path.toString(), 4096);
    }

    private static boolean isPlain(int point) {
        return !Character.isISOControl(point)
                && Character.getType(point) != Character.SURROGATE
                && point != 0xfffe
                && point != 0xffff;
    }
}
