package io.hypervigil.libvirt.template;

import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A GPU, or a part of one, that a machine gets. Written {@code 0000:65:00.0}, or as the UUID of a
 * mediated device.
 */
public sealed interface PassedGpu {

    /**
     * A whole one, or another function of its slot; libvirt binds it to vfio-pci and back.
     *
     * @param address with its domain, in lower case
     */
    record Pci(String address) implements PassedGpu {

        private static final Pattern ADDRESS =
                Pattern.compile("([0-9a-f]{4,8}:)?[0-9a-f]{2}:[01][0-9a-f]\\.[0-7]");

        /** Takes an address with or without its domain, in either case. */
        public Pci {
            address = address.toLowerCase(Locale.ROOT);
            if (!ADDRESS.matcher(address).matches()) {
                throw new IllegalArgumentException(
                        "gpu: an address like 0000:65:00.0 or the UUID of a mediated device"
                                + " expected");
            }
            address = withDomain(address);
        }

        /** NVML writes eight digits of a domain, sysfs four. */
        private static String withDomain(String address) {
            int slot = address.length() - 7;
            var domain = slot == 0 ? "0" : address.substring(0, slot - 1);
            return padded(Integer.toHexString(Integer.parseUnsignedInt(domain, 16)))
                    + ":"
                    + address.substring(slot);
        }

        private static String padded(String hex) {
            return "0".repeat(Math.max(0, 4 - hex.length())) + hex;
        }

        String domain() {
            return "0x" + address.substring(0, address.length() - 8);
        }

        String bus() {
            return "0x" + address.substring(address.length() - 7, address.length() - 5);
        }

        String slot() {
            return "0x" + address.substring(address.length() - 4, address.length() - 2);
        }

        String function() {
            return "0x" + address.substring(address.length() - 1);
        }

        @Override
        public String text() {
            return address;
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
                : new Pci(stripped);
    }
}
