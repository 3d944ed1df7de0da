package io.hypervigil.libvirt.template;

/** How a disk is attached. */
public enum DiskBus {
    VIRTIO("virtio", "vd"),
    SCSI("scsi", "sd"),
    SATA("sata", "sd");

    private final String text;
    private final String prefix;

    DiskBus(String text, String prefix) {
        this.text = text;
        this.prefix = prefix;
    }

    /** As libvirt writes it. */
    public String text() {
        return text;
    }

    /** The name that guests give the first of these, without its letter. */
    String prefix() {
        return prefix;
    }
}
