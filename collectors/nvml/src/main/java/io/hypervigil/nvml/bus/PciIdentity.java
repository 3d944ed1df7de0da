package io.hypervigil.nvml.bus;

/**
 * What a function is, by the numbers that its makers were given.
 *
 * @param pciClass 24 bits: class, subclass, programming interface
 * @param vendor who made the chip
 * @param device which chip of theirs
 * @param subsystemVendor who built the card
 * @param subsystemDevice which card of theirs
 * @param revision of the chip
 */
public record PciIdentity(
        long pciClass,
        long vendor,
        long device,
        long subsystemVendor,
        long subsystemDevice,
        long revision) {}
