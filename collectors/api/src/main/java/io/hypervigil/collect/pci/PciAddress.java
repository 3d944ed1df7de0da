package io.hypervigil.collect.pci;

import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a device sits on PCI: {@code 0000:3b:00.0}, as Linux writes it in /sys and as collectors
 * tell it each other. All parts are in hexadecimal, in lower case.
 *
 * <p>Thread: any; immutable.
 *
 * @param domain four digits or more, {@code segment} elsewhere
 * @param bus two digits
 * @param device two digits, {@code slot} elsewhere
 * @param function one digit
 */
public record PciAddress(String domain, String bus, String device, String function) {

    private static final Pattern KERNELS =
            Pattern.compile("([0-9a-f]{4,8}):([0-9a-f]{2}):([01][0-9a-f])\\.([0-7])");

    private static final Pattern ANY =
            Pattern.compile("(?:([0-9a-f]{4,8}):)?([0-9a-f]{2}):([01][0-9a-f])\\.([0-7])");

    private static final HexFormat HEX = HexFormat.of();
    private static final int LEAST_DOMAIN_DIGITS = 4;
    private static final int MOST_BUS = 0xFF;
    private static final int MOST_DEVICE = 0x1F;
    private static final int MOST_FUNCTION = 7;

    public PciAddress {
        var text = text(domain, bus, device, function);
        if (!KERNELS.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "pci address '" + text + "': one like 0000:3b:00.0 expected");
        }
    }

    /** The address that is written exactly so by the kernel; empty where it is none. */
    public static Optional<PciAddress> of(String text) {
        var matcher = KERNELS.matcher(text);
        return matcher.matches()
                ? Optional.of(
                        new PciAddress(
                                matcher.group(1),
                                matcher.group(2),
                                matcher.group(3),
                                matcher.group(4)))
                : Optional.empty();
    }

    /**
     * The address of these numbers; empty where one of them is too large.
     *
     * @param domain unsigned
     */
    public static Optional<PciAddress> of(int domain, int bus, int device, int function) {
        if (!isIn(bus, MOST_BUS) || !isIn(device, MOST_DEVICE) || !isIn(function, MOST_FUNCTION)) {
            return Optional.empty();
        }
        return Optional.of(
                new PciAddress(
                        domain(domain),
                        HEX.toHexDigits((byte) bus),
                        HEX.toHexDigits((byte) device),
                        Integer.toString(function)));
    }

    /**
     * The address that somebody else writes so, empty where it is none: in either case, without its
     * domain where that is 0, or with the eight digits of it that NVML gives.
     */
    public static Optional<PciAddress> parse(String text) {
        var matcher = ANY.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var digits = matcher.group(1);
        return Optional.of(
                new PciAddress(
                        domain(digits == null ? 0 : Integer.parseUnsignedInt(digits, 16)),
                        matcher.group(2),
                        matcher.group(3),
                        matcher.group(4)));
    }

    /** What {@link #parse} takes, as the kernel writes it; all else only in lower case. */
    public static String normal(String text) {
        return parse(text).map(PciAddress::toString).orElseGet(() -> text.toLowerCase(Locale.ROOT));
    }

    /** As the kernel writes it. */
    @Override
    public String toString() {
        return text(domain, bus, device, function);
    }

    private static String text(String domain, String bus, String device, String function) {
        return domain + ":" + bus + ":" + device + "." + function;
    }

    private static boolean isIn(int number, int most) {
        return number >= 0 && number <= most;
    }

    /** More than four digits where a domain has been made behind a bridge of its own. */
    private static String domain(int number) {
        var digits = Integer.toHexString(number);
        return "0".repeat(Math.max(0, LEAST_DOMAIN_DIGITS - digits.length())) + digits;
    }
}
