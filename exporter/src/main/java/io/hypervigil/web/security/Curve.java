package io.hypervigil.web.security;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A group for the key exchange. */
public enum Curve {
    P256("CurveP256", "secp256r1"),
    P384("CurveP384", "secp384r1"),
    P521("CurveP521", "secp521r1"),
    X25519("X25519", "x25519");

    private final String written;
    private final String group;

    Curve(String written, String group) {
        this.written = written;
        this.group = group;
    }

    /** Its name in web configuration files. */
    String written() {
        return written;
    }

    /** Java's name. */
    String group() {
        return group;
    }

    static Optional<Curve> of(String written) {
        return Arrays.stream(values()).filter(curve -> curve.written.equals(written)).findFirst();
    }

    static List<String> names() {
        return Arrays.stream(values()).map(Curve::written).toList();
    }
}
