package io.hypervigil.libvirt.cloudinit;

import java.nio.charset.StandardCharsets;

/**
 * A file of a seed.
 *
 * @param name as Linux sees it, by Joliet
 * @param plainName as ISO 9660 level 1 allows it: eight capitals, a dot, three
 */
record SeedFile(String name, String plainName, String content) {

    byte[] bytes() {
        return content.getBytes(StandardCharsets.UTF_8);
    }

    /** Refuses text that is too long, or none. */
    static void check(String component, String text, int maxBytes) {
        if (text.getBytes(StandardCharsets.UTF_8).length > maxBytes) {
            throw new IllegalArgumentException(
                    component + ": at most " + maxBytes + " bytes expected");
        }
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(component + ": text without NUL expected");
        }
    }

    /** Hides what may be secret. */
    @Override
    public String toString() {
        return name;
    }
}
