package io.hypervigil.libvirt.description;

import io.hypervigil.libvirt.xml.Element;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalInt;

/** A PCI address as /sys writes it, {@code 0000:3b:00.0}, from the four numbers of the XML. */
final class PciAddress {

    private static final HexFormat HEX = HexFormat.of();
    private static final int MOST_DOMAIN = Integer.MAX_VALUE;
    private static final int MOST_BUS = 0xFF;
    private static final int MOST_SLOT = 0x1F;
    private static final int MOST_FUNCTION = 7;

    private PciAddress() {}

    /** Empty where a number is missing or too large; a domain that is not said is 0. */
    static Optional<String> of(Element address) {
        var domain =
                address.attribute("domain").isEmpty()
                        ? OptionalInt.of(0)
                        : address.count("domain", MOST_DOMAIN);
        var bus = address.count("bus", MOST_BUS);
        var slot = address.count("slot", MOST_SLOT);
        var function = address.count("function", MOST_FUNCTION);
        if (domain.isEmpty() || bus.isEmpty() || slot.isEmpty() || function.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                domain(domain.getAsInt())
                        + ":"
                        + HEX.toHexDigits((byte) bus.getAsInt())
                        + ":"
                        + HEX.toHexDigits((byte) slot.getAsInt())
                        + "."
                        + function.getAsInt());
    }

    /** Four digits, or more where a domain has been made behind a bridge of its own. */
    private static String domain(int number) {
        var digits = Integer.toHexString(number);
        return "0".repeat(Math.max(0, 4 - digits.length())) + digits;
    }
}
