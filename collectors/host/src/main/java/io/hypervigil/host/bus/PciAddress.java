package io.hypervigil.host.bus;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a device sits: {@code 0000:3b:00.0}.
 *
 * @param segment four hexadecimal digits or more
 * @param bus two
 * @param device two
 * @param function one
 */
record PciAddress(String segment, String bus, String device, String function) {

    /** Stands for the parent of a device that has none. */
    static final PciAddress NONE = new PciAddress("*", "*", "*", "*");

    private static final Pattern FORM =
            Pattern.compile("([0-9a-f]{4,8}):([0-9a-f]{2}):([0-9a-f]{2})\\.([0-7])");

    /**
     * The address that a folder is named after, or empty where it is named after something else.
     */
    static Optional<PciAddress> of(String folder) {
        var matcher = FORM.matcher(folder);
        return matcher.matches()
                ? Optional.of(
                        new PciAddress(
                                matcher.group(1),
                                matcher.group(2),
                                matcher.group(3),
                                matcher.group(4)))
                : Optional.empty();
    }
}
