package io.hypervigil.nvml.driver;

import java.util.Locale;
import java.util.regex.Pattern;

/** Addresses on PCI, which the kernel and the library write differently. */
public final class PciAddress {

    private static final Pattern KERNELS =
            Pattern.compile("[0-9a-f]{4,8}:[0-9a-f]{2}:[0-9a-f]{2}\\.[0-7]");
    private static final int LIBRARYS_DOMAIN_DIGITS = 8;
    private static final int KERNELS_DOMAIN_DIGITS = 4;

    private static final int DOMAIN_SHIFT = 16;
    private static final int BUS_SHIFT = 8;
    private static final int BYTE = 0xff;

    private PciAddress() {}

    /** Whether it is written as the kernel writes it: {@code 0000:3b:00.0}. */
    public static boolean isAddress(String text) {
        return KERNELS.matcher(text).matches();
    }

    /** Of the number by which the kernel module knows a GPU: domain, bus, device. */
    public static String ofGpuId(int gpuId) {
        return String.format(
                Locale.ROOT,
                "%04x:%02x:%02x.0",
                gpuId >>> DOMAIN_SHIFT,
                (gpuId >>> BUS_SHIFT) & BYTE,
                gpuId & BYTE);
    }

    /** {@code 00000000:3B:00.0} as the kernel writes it; a domain of more digits keeps them. */
    public static String ofLibrary(String busId) {
        var lower = busId.toLowerCase(Locale.ROOT);
        boolean isPadded = lower.indexOf(':') == LIBRARYS_DOMAIN_DIGITS && lower.startsWith("0000");
        return isPadded ? lower.substring(KERNELS_DOMAIN_DIGITS) : lower;
    }
}
