package io.hypervigil.nvml.jna;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A function that sets something of a device: its literal name and the numbers handed in behind the
 * device.
 *
 * @param symbol the name of the function in the library
 * @param arguments behind the device
 * @param version of the struct that holds the arguments, one behind the other and behind this
 *     number; 0 where they are handed in as they are
 */
public record Setter(String symbol, List<Integer> arguments, int version) {

    public Setter {
        arguments = List.copyOf(arguments);
    }

    static Setter of(String symbol, Integer... arguments) {
        return new Setter(symbol, List.of(arguments), 0);
    }

    static Setter ofStruct(String symbol, int version, Integer... arguments) {
        return new Setter(symbol, List.of(arguments), version);
    }

    /** For people: {@code nvmlDeviceSetPowerManagementLimit(GPU-1, 300000)}. */
    public String text(String device) {
        return text(symbol, device, arguments);
    }

    /** As {@link #text}, of a call that is no plain setter. */
    public static String text(String symbol, String device, List<Integer> arguments) {
        return Stream.concat(Stream.of(device), arguments.stream().map(Integer::toUnsignedString))
                .collect(Collectors.joining(", ", symbol + "(", ")"));
    }
}
