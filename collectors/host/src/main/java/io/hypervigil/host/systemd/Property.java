package io.hypervigil.host.systemd;

/**
 * A property of a unit.
 *
 * @param unit whose
 * @param kind the interface that has it: {@code Service}, or {@code Unit} for what all units have
 * @param name {@code NRestarts}
 */
record Property(Unit unit, String kind, String name) {}
