package io.hypervigil.libvirt.stats;

/** How often a group is asked for: what costs libvirt more is asked less. */
public enum Tier {
    /** What libvirtd knows by itself: asking 200 domains takes a millisecond. */
    STATE,
    /** CPU, memory and network: one question to each QEMU. */
    USAGE,
    /** Disks: the most expensive question to each QEMU. */
    BLOCK,
    /** What hardly changes, or is switched on by few. */
    RARE
}
