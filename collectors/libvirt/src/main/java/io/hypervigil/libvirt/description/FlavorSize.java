package io.hypervigil.libvirt.description;

import io.hypervigil.libvirt.xml.Element;
import java.util.OptionalLong;

/**
 * What a flavor of Nova promises.
 *
 * @param diskBytes the root disk's; 0 for one as large as its image
 */
public record FlavorSize(
        OptionalLong vcpus,
        OptionalLong memoryBytes,
        OptionalLong diskBytes,
        OptionalLong ephemeralBytes,
        OptionalLong swapBytes) {

    private static final long MEBI = 1L << 20;
    private static final long GIBI = 1L << 30;

    static FlavorSize of(Element flavor) {
        return new FlavorSize(
                size(flavor, "vcpus", 1),
                size(flavor, "memory", MEBI),
                size(flavor, "disk", GIBI),
                size(flavor, "ephemeral", GIBI),
                size(flavor, "swap", MEBI));
    }

    private static OptionalLong size(Element flavor, String name, long unit) {
        var number = flavor.at(name).whole();
        return number.isPresent()
                        && number.getAsLong() >= 0
                        && number.getAsLong() <= Long.MAX_VALUE / unit
                ? OptionalLong.of(number.getAsLong() * unit)
                : OptionalLong.empty();
    }
}
