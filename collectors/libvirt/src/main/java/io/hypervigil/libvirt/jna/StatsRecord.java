package io.hypervigil.libvirt.jna;

/**
 * What one call told of one domain.
 *
 * @param name as it was at the call
 * @param uuid 36 characters, lower case
 * @param id the number of a running domain, -1 of one that is not
 * @param values by the keys of libvirt's bulk statistics: {@code cpu.time}, {@code block.0.name}
 */
public record StatsRecord(String name, String uuid, int id, TypedParameters values) {}
