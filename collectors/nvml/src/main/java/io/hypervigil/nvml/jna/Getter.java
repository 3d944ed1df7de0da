package io.hypervigil.nvml.jna;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A function that asks a device for numbers: its literal name, what is handed in behind the device,
 * and where its answers lie.
 *
 * <pre>
 * nvmlDeviceGetPowerUsage(device, unsigned int*)              number("nvmlDeviceGetPowerUsage")
 * nvmlDeviceGetClockInfo(device, type, unsigned int*)         number("nvmlDeviceGetClockInfo", 1)
 * nvmlDeviceGetEccMode(device, unsigned int*, unsigned int*)  numbers("nvmlDeviceGetEccMode", 2)
 * nvmlDeviceGetMemoryInfo_v2(device, nvmlMemory_v2_t*)        struct(…, 40, 2, U64, 8, 16, 24, 32)
 * </pre>
 *
 * @param symbol the name of the function in the library
 * @param selectors numbers between the device and the out-parameters
 * @param type what each answer is
 * @param shape how the answers lie
 * @param question the name with its selectors: what of a device is asked
 */
public record Getter(
        String symbol, List<Integer> selectors, Type type, Shape shape, String question) {

    private static final long ALL_BITS_OF_32 = 0xFFFF_FFFFL;

    /** What a number is in C. */
    enum Type {
        U32,
        I32,
        U64
    }

    /** How the answers lie. */
    sealed interface Shape {

        /** How many. */
        int count();

        /** Each behind a pointer of its own. */
        record Apart(int count) implements Shape {}

        /**
         * In one struct.
         *
         * @param bytes its size
         * @param version the number in its first word, 0 where it has none
         * @param selectorAt where the struct takes the selector, below 0 where it is an argument
         * @param offsets of the answers
         */
        record Struct(int bytes, int version, int selectorAt, List<Integer> offsets)
                implements Shape {

            @Override
            public int count() {
                return offsets.size();
            }

            int versionWord() {
                return bytes | (version << 24);
            }
        }
    }

    /** Whether a number that it gave stands for none: all bits set, of an unsigned type. */
    public boolean isNone(long number) {
        return switch (type) {
            case U32 -> number == ALL_BITS_OF_32;
            case U64 -> number == -1;
            case I32 -> false;
        };
    }

    static Getter number(String symbol, Integer... selectors) {
        return of(symbol, Type.U32, new Shape.Apart(1), selectors);
    }

    static Getter longNumber(String symbol, Integer... selectors) {
        return of(symbol, Type.U64, new Shape.Apart(1), selectors);
    }

    static Getter numbers(String symbol, int count, Integer... selectors) {
        return of(symbol, Type.U32, new Shape.Apart(count), selectors);
    }

    /** A struct of numbers that lie at these offsets. */
    static Getter struct(String symbol, Type type, int bytes, int version, Integer... offsets) {
        return of(symbol, type, new Shape.Struct(bytes, version, -1, List.of(offsets)));
    }

    /** A struct that names within itself what is asked for. */
    static Getter selectedStruct(
            String symbol, int bytes, int version, int selectorAt, int selector, int offset) {
        var shape = new Shape.Struct(bytes, version, selectorAt, List.of(offset));
        return of(symbol, Type.U32, shape, selector);
    }

    private static Getter of(String symbol, Type type, Shape shape, Integer... selectors) {
        var question =
                selectors.length == 0
                        ? symbol
                        : Arrays.stream(selectors)
                                .map(String::valueOf)
                                .collect(Collectors.joining(", ", symbol + "(", ")"));
        return new Getter(symbol, List.of(selectors), type, shape, question);
    }
}
