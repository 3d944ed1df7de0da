package io.hypervigil.libvirt.jna;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Texts for the names of typed parameters, each made once: a thousand domains have the same few
 * hundred names in every round.
 *
 * <p>Beyond its size it makes new ones: a name comes from the daemon, which is not to fill memory.
 *
 * <p>Thread: any; at worst a text is made twice.
 */
final class KeyTable {

    private static final int SLOTS = 1 << 14;
    private static final int MAX_PROBES = 8;

    private final @Nullable String[] slots = new String[SLOTS];

    String text(byte[] bytes, int from, int maxLength) {
        int hash = 1;
        int end = from;
        while (end < from + maxLength && bytes[end] != 0) {
            hash = (31 * hash) + bytes[end++];
        }
        int slot = hash ^ (hash >>> 14);
        for (int i = 0; i < MAX_PROBES; i++) {
            int at = (slot + i) & (SLOTS - 1);
            var known = slots[at];
            if (known == null) {
                var made = new String(bytes, from, end - from, StandardCharsets.UTF_8);
                slots[at] = made;
                return made;
            }
            if (isSame(known, bytes, from, end)) {
                return known;
            }
        }
        return new String(bytes, from, end - from, StandardCharsets.UTF_8);
    }

    /** A name that is not ASCII never matches, and is made anew. */
    private static boolean isSame(String known, byte[] bytes, int from, int end) {
        if (known.length() != end - from) {
            return false;
        }
        for (int i = 0; i < known.length(); i++) {
            if (known.charAt(i) != bytes[from + i]) {
                return false;
            }
        }
        return true;
    }
}
