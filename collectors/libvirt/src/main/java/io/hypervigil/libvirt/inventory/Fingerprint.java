package io.hypervigil.libvirt.inventory;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * What tells a text from another one without keeping it: two hashes that have nothing in common.
 */
record Fingerprint(int length, int hash, long sum) {

    static Fingerprint of(String text) {
        var crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return new Fingerprint(text.length(), text.hashCode(), crc.getValue());
    }
}
