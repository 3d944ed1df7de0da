package io.hypervigil.host.systemd;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What systemd answered in one round.
 *
 * @param version as it calls itself: {@code 252.38-1~deb12u1}
 * @param virtualization {@code kvm}, "" on bare metal
 * @param systemState {@code running}
 * @param allUnits every unit it has in memory
 * @param units those to tell of
 * @param hasStartTimes whether it was asked since when units are active
 * @param properties those that were asked for and given
 */
record SystemdReading(
        Optional<String> version,
        Optional<String> virtualization,
        Optional<String> systemState,
        List<Unit> allUnits,
        List<Unit> units,
        boolean hasStartTimes,
        Map<Property, Object> properties) {

    SystemdReading {
        allUnits = List.copyOf(allUnits);
        units = List.copyOf(units);
        properties = Map.copyOf(properties);
    }

    Optional<String> text(Unit unit, String kind, String name) {
        return properties.get(new Property(unit, kind, name)) instanceof String text
                ? Optional.of(text)
                : Optional.empty();
    }

    /** Of 64 bits without a sign as its bits. */
    OptionalLong number(Unit unit, String kind, String name) {
        return properties.get(new Property(unit, kind, name)) instanceof Long number
                ? OptionalLong.of(number)
                : OptionalLong.empty();
    }
}
