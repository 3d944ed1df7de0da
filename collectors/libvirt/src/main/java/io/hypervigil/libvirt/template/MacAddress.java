package io.hypervigil.libvirt.template;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The address of a network card.
 *
 * @param text in lower case
 */
public record MacAddress(String text) {

    private static final Pattern MAC = Pattern.compile("[0-9a-f]{2}(:[0-9a-f]{2}){5}");

    /** Refuses what is none, and groups of cards. */
    public MacAddress {
        text = text.toLowerCase(Locale.ROOT);
        if (!MAC.matcher(text).matches() || text.equals("00:00:00:00:00:00")) {
            throw new IllegalArgumentException("mac: an address like 52:54:00:12:34:56 expected");
        }
        if ((Integer.parseInt(text.substring(0, 2), 16) & 1) != 0) {
            throw new IllegalArgumentException("mac: " + text + " is that of a group");
        }
    }
}
