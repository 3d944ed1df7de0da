package io.hypervigil.libvirt.template;

import io.hypervigil.collect.pci.PciAddress;
import java.util.UUID;

/**
 * A GPU, or a part of one, that a machine gets. Written {@code 0000:65:00.0}, or as the UUID of a
 * mediated device.
 */
public sealed interface PassedGpu {

    /** A whole one, or another function of its slot; libvirt binds it to vfio-pci and back. */
    record Pci(PciAddress address) implements PassedGpu {

        /**
         * The one at an address, written with or without its domain, in either case.
         *
         * @throws IllegalArgumentException where it is none
         */
        public static Pci at(String text) {
            return new Pci(
                    PciAddress.parse(text)
                            .orElseThrow(
                                    () ->
                                            new IllegalArgumentException(
                                                    "gpu: an address like 0000:65:00.0 or the UUID"
                                                            + " of a mediated device expected")));
        }

        /** Whether it sits at an address as the kernel writes it. */
        public boolean isAt(String text) {
            return address.toString().equals(text);
        }

        @Override
        public String text() {
            return address.toString();
        }
    }

    /** A mediated device: a virtual GPU. */
    record Mediated(UUID uuid) implements PassedGpu {
        @Override
        public String text() {
            return uuid.toString();
        }
    }

    /** As people write it. */
    String text();

    /**
     * @throws IllegalArgumentException where it is none of them
     */
    static PassedGpu parse(String text) {
        var stripped = text.strip();
        return stripped.matches("[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")
                ? new Mediated(UUID.fromString(stripped))
                : Pci.at(stripped);
    }
}
