package io.hypervigil.web.security;

/** A version of TLS, oldest first, named as in web configuration files. */
public enum TlsVersion {
    TLS10("TLSv1"),
    TLS11("TLSv1.1"),
    TLS12("TLSv1.2"),
    TLS13("TLSv1.3");

    private final String protocol;

    TlsVersion(String protocol) {
        this.protocol = protocol;
    }

    /** Java's name. */
    String protocol() {
        return protocol;
    }

    boolean isOlderThan(TlsVersion other) {
        return compareTo(other) < 0;
    }
}
