package io.hypervigil.libvirt.description;

import io.hypervigil.collect.pci.PciAddress;
import io.hypervigil.libvirt.xml.Element;
import java.util.Optional;
import java.util.OptionalInt;

/** The element {@code address} of a device on PCI. */
final class AddressElement {

    private AddressElement() {}

    /** Empty where a number is missing or too large; a domain that is not said is 0. */
    static Optional<String> text(Element address) {
        var domain =
                address.attribute("domain").isEmpty()
                        ? OptionalInt.of(0)
                        : address.count("domain", Integer.MAX_VALUE);
        var bus = address.count("bus", Integer.MAX_VALUE);
        var slot = address.count("slot", Integer.MAX_VALUE);
        var function = address.count("function", Integer.MAX_VALUE);
        if (domain.isEmpty() || bus.isEmpty() || slot.isEmpty() || function.isEmpty()) {
            return Optional.empty();
        }
        return PciAddress.of(
                        domain.getAsInt(), bus.getAsInt(), slot.getAsInt(), function.getAsInt())
                .map(PciAddress::toString);
    }
}
