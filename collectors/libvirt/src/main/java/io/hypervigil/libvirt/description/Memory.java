package io.hypervigil.libvirt.description;

import io.hypervigil.libvirt.xml.Element;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The memory of a domain.
 *
 * @param bytes what it is given when it starts, and the most that its balloon leaves it
 * @param currentBytes what its balloon leaves it now
 * @param hotplugBytes the most that it can be given while it runs, where more can be plugged in
 */
public record Memory(OptionalLong bytes, OptionalLong currentBytes, OptionalLong hotplugBytes) {

    static Memory of(Element domain) {
        var bytes = domain.child("memory").flatMap(Memory::bytes);
        var current = domain.child("currentMemory").flatMap(Memory::bytes);
        return new Memory(
                whole(bytes),
                whole(current.or(() -> bytes)),
                whole(domain.child("maxMemory").flatMap(Memory::bytes)));
    }

    private static Optional<Long> bytes(Element size) {
        var number = size.whole();
        var unit = unit(size.attribute("unit").orElse("KiB"));
        if (number.isEmpty() || unit.isEmpty() || number.getAsLong() < 0) {
            return Optional.empty();
        }
        long high = Math.multiplyHigh(number.getAsLong(), unit.getAsLong());
        long low = number.getAsLong() * unit.getAsLong();
        return high == 0 && low >= 0 ? Optional.of(low) : Optional.empty();
    }

    /** The units of libvirt: with an i, or as a single letter, in powers of 1024. */
    private static OptionalLong unit(String unit) {
        return switch (unit) {
            case "b", "bytes" -> OptionalLong.of(1);
            case "KB" -> OptionalLong.of(1_000);
            case "k", "KiB" -> OptionalLong.of(1L << 10);
            case "MB" -> OptionalLong.of(1_000_000);
            case "M", "MiB" -> OptionalLong.of(1L << 20);
            case "GB" -> OptionalLong.of(1_000_000_000);
            case "G", "GiB" -> OptionalLong.of(1L << 30);
            case "TB" -> OptionalLong.of(1_000_000_000_000L);
            case "T", "TiB" -> OptionalLong.of(1L << 40);
            default -> OptionalLong.empty();
        };
    }

    private static OptionalLong whole(Optional<Long> number) {
        return number.map(OptionalLong::of).orElse(OptionalLong.empty());
    }
}
