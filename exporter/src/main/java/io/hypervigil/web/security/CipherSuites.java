package io.hypervigil.web.security;

import java.util.List;
import java.util.stream.Stream;

/**
 * The cipher suites that can be named: those of Go's tls.CipherSuites(), whose names are IANA's and
 * so Java's. All of them have forward secrecy.
 */
final class CipherSuites {

    /** Always offered where TLS 1.3 is spoken. */
    static final List<String> TLS_1_3 =
            List.of(
                    "TLS_AES_128_GCM_SHA256",
                    "TLS_AES_256_GCM_SHA384",
                    "TLS_CHACHA20_POLY1305_SHA256");

    /** Those of which HTTP/2 demands one (RFC 9113, 9.2.2). */
    static final List<String> HTTP_2 =
            List.of(
                    "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
                    "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");

    /** For TLS 1.2 and older, in Go's order of preference. */
    static final List<String> TLS_1_2 =
            List.of(
                    "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
                    "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
                    "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
                    "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
                    "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
                    "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
                    "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
                    "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
                    "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA",
                    "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA");

    static final List<String> KNOWN = Stream.of(TLS_1_2, TLS_1_3).flatMap(List::stream).toList();

    private CipherSuites() {}

    /** What to enable: TLS 1.3's first, as they are not for choosing. */
    static String[] enabled(List<String> chosen) {
        var older = chosen.isEmpty() ? TLS_1_2 : chosen;
        return Stream.of(TLS_1_3, older).flatMap(List::stream).distinct().toArray(String[]::new);
    }
}
