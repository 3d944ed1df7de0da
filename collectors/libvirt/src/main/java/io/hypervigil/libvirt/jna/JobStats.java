package io.hypervigil.libvirt.jna;

/**
 * A job on a domain: a migration, a backup, a save.
 *
 * @param type virDomainJobType: 0 none, 1 bounded, 2 unbounded, 3 completed, 4 failed, 5 cancelled
 * @param values by libvirt's names: {@code time_elapsed}, {@code data_remaining}
 */
public record JobStats(int type, TypedParameters values) {}
