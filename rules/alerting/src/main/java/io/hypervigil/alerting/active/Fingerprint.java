package io.hypervigil.alerting.active;

import io.hypervigil.promql.labels.Labels;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * The number by which Prometheus and Alertmanager know a set of labels: FNV-1a of 64 bits over
 * names and values in order, each ended by a byte 255 (prometheus/common, model/signature.go).
 */
public final class Fingerprint {

    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;
    private static final int SEPARATOR = 255;

    private Fingerprint() {}

    /** The number; all 64 bits count. */
    public static long of(Labels labels) {
        long hash = OFFSET;
        for (int i = 0; i < labels.size(); i++) {
            hash = add(hash, labels.name(i));
            hash = add(hash, labels.value(i));
        }
        return hash;
    }

    private static long add(long hash, String text) {
        long sum = hash;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            sum = (sum ^ (b & 0xff)) * PRIME;
        }
        return (sum ^ SEPARATOR) * PRIME;
    }

    /** The number as the interfaces show it: 16 hexadecimal digits. */
    public static String text(long fingerprint) {
        return HexFormat.of().toHexDigits(fingerprint);
    }
}
