package io.hypervigil.libvirt.template;

/** What a machine starts by. */
public enum Firmware {
    /** What QEMU has built in: SeaBIOS for x86, none elsewhere. */
    BIOS,
    /** UEFI as the host has it; libvirt chooses the files. */
    EFI
}
