package io.hypervigil.libvirt.template;

/** What runs a machine. */
public enum Hypervisor {
    /** The host's processor. */
    KVM("kvm"),
    /** QEMU's emulation, slow, of any processor. */
    QEMU("qemu");

    private final String text;

    Hypervisor(String text) {
        this.text = text;
    }

    /** As libvirt writes it. */
    public String text() {
        return text;
    }
}
