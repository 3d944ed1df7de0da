package io.hypervigil.host.net;

import java.util.HexFormat;

/** IP addresses as text in the one canonical form (RFC 5952): {@code fe80::1}. */
final class IpText {

    private static final int V4_BYTES = 4;
    private static final int GROUPS = 8;

    private IpText() {}

    /**
     * The text of an address.
     *
     * @param address 4 or 16 bytes in network order
     */
    static String of(byte[] address) {
        return address.length == V4_BYTES ? v4(address, 0) : v6(address);
    }

    private static String v4(byte[] address, int start) {
        return (address[start] & 0xFF)
                + "."
                + (address[start + 1] & 0xFF)
                + "."
                + (address[start + 2] & 0xFF)
                + "."
                + (address[start + 3] & 0xFF);
    }

    private static String v6(byte[] address) {
        if (isMappedV4(address)) {
            return v4(address, 12);
        }
        int from = startOfLongestZeros(address);
        int to = from < 0 ? -1 : endOfZeros(address, from);
        var text = new StringBuilder();
        for (int i = 0; i < GROUPS; i++) {
            if (i == from) {
                text.append("::");
                i = to - 1;
                continue;
            }
            if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
                text.append(':');
            }
            text.append(Integer.toHexString(group(address, i)));
        }
        return text.toString();
    }

    private static boolean isMappedV4(byte[] address) {
        return HexFormat.of().formatHex(address, 0, 12).equals("00000000000000000000ffff");
    }

    /** The first of the longest runs of two groups and more, or -1. */
    private static int startOfLongestZeros(byte[] address) {
        int start = -1;
        int length = 1;
        for (int i = 0; i < GROUPS; i++) {
            int run = endOfZeros(address, i) - i;
            if (run > length) {
                start = i;
                length = run;
            }
        }
        return start;
    }

    private static int endOfZeros(byte[] address, int from) {
        int end = from;
        while (end < GROUPS && group(address, end) == 0) {
            end++;
        }
        return end;
    }

    private static int group(byte[] address, int index) {
        return (address[2 * index] & 0xFF) << 8 | (address[2 * index + 1] & 0xFF);
    }
}
