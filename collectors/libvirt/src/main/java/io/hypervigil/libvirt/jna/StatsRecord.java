package io.hypervigil.libvirt.jna;

/**
 * What one call told of one domain.
 *
 * @param name as it was at the call
 * @param uuid 36 characters, lower case
 * @param values by the keys of libvirt's bulk statistics: {@code cpu.time}, {@code block.0.name}
 */
public record StatsRecord(String name, String uuid, TypedParameters values) {}
