package io.hypervigil.libvirt.jna;

/** virDomainShutdownFlagValues: how a guest is asked to end; the same bits ask it to reboot. */
public enum ShutdownMode {
    /** As the hypervisor prefers. */
    DEFAULT(0),
    ACPI_POWER_BTN(1),
    GUEST_AGENT(2);

    private final int bits;

    ShutdownMode(int bits) {
        this.bits = bits;
    }

    int bits() {
        return bits;
    }
}
