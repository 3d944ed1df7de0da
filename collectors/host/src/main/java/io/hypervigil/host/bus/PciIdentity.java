package io.hypervigil.host.bus;

/**
 * What a device is, by the numbers that its makers were given.
 *
 * @param classId six hexadecimal digits: class, subclass, programming interface
 * @param vendor four hexadecimal digits, as the three below
 * @param device of that vendor
 * @param subsystemVendor who built the card
 * @param subsystemDevice which card of theirs
 * @param revision two hexadecimal digits
 */
record PciIdentity(
        String classId,
        String vendor,
        String device,
        String subsystemVendor,
        String subsystemDevice,
        String revision) {}
