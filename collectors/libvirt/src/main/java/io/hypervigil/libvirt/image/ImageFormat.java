package io.hypervigil.libvirt.image;

import java.util.Arrays;
import java.util.Optional;

/** What images may be. All other formats can name files of the host, and are refused. */
public enum ImageFormat {
    QCOW2("qcow2"),
    RAW("raw");

    private final String text;

    ImageFormat(String text) {
        this.text = text;
    }

    /** As QEMU and libvirt write it, and the ending of a file's name. */
    public String text() {
        return text;
    }

    /** By its text. */
    public static Optional<ImageFormat> of(String text) {
        return Arrays.stream(values()).filter(format -> format.text.equals(text)).findFirst();
    }
}
