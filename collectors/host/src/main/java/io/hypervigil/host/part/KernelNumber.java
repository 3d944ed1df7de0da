package io.hypervigil.host.part;

import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.Text;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Whole numbers as drivers write them: decimal, {@code 0x} hexadecimal, or octal behind a leading
 * zero. What is none is empty: drivers also write {@code N/A}, {@code Unknown} and nothing.
 */
public final class KernelNumber {

    private KernelNumber() {}

    /** The number with a sign in a file; empty where it cannot be read or holds none. */
    public static OptionalLong signedIn(FileTree tree, String path) {
        return tree.attribute(path).map(KernelNumber::signed).orElse(OptionalLong.empty());
    }

    /** The number without a sign in a file; empty where it cannot be read or holds none. */
    public static OptionalDouble unsignedIn(FileTree tree, String path) {
        return tree.attribute(path).map(KernelNumber::unsigned).orElse(OptionalDouble.empty());
    }

    /** A number of 64 bits with a sign. */
    public static OptionalLong signed(String text) {
        boolean isNegative = text.startsWith("-");
        var magnitude = isNegative || text.startsWith("+") ? text.substring(1) : text;
        long value;
        try {
            value = unsignedBits(magnitude);
        } catch (NumberFormatException _) {
            return OptionalLong.empty();
        }
        return value < 0 ? OptionalLong.empty() : OptionalLong.of(isNegative ? -value : value);
    }

    /** A number of 64 bits without a sign, as near as a double comes. */
    public static OptionalDouble unsigned(String text) {
        try {
            return OptionalDouble.of(Text.toDouble(unsignedBits(text)));
        } catch (NumberFormatException _) {
            return OptionalDouble.empty();
        }
    }

    private static long unsignedBits(String text) {
        if (text.isEmpty() || !Character.isDigit(text.charAt(0))) {
            throw new NumberFormatException(text);
        }
        if (text.startsWith("0x") || text.startsWith("0X")) {
            return Long.parseUnsignedLong(text, 2, text.length(), 16);
        }
        return text.length() > 1 && text.charAt(0) == '0'
                ? Long.parseUnsignedLong(text, 8)
                : Long.parseUnsignedLong(text);
    }
}
