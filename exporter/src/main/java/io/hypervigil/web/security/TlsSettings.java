package io.hypervigil.web.security;

import java.util.List;
import java.util.Optional;

/**
 * How TLS is spoken.
 *
 * @param certificate the server's certificate and those that lead to its authority, PEM
 * @param key the certificate's private key, PEM
 * @param clientAuth what is asked of a client's certificate
 * @param clientAuthorities who may sign a client's certificate; empty for the system's authorities
 * @param clientAllowedSans one of them must be a client certificate's alternative name; empty where
 *     any name will do, an empty list lets nobody in
 * @param minVersion the oldest version spoken
 * @param maxVersion the newest version spoken
 * @param cipherSuites IANA names for TLS 1.2 and older, in order of preference; empty for the
 *     default. Those of TLS 1.3 cannot be chosen, as in Go
 * @param preferServerCipherSuites whether the order of {@code cipherSuites} goes before the
 *     client's
 * @param curvePreferences the groups for the key exchange in order of preference; empty for the
 *     default
 */
public record TlsSettings(
        PemSource certificate,
        PemSource key,
        ClientAuth clientAuth,
        Optional<PemSource> clientAuthorities,
        Optional<List<String>> clientAllowedSans,
        TlsVersion minVersion,
        TlsVersion maxVersion,
        List<String> cipherSuites,
        boolean preferServerCipherSuites,
        List<Curve> curvePreferences) {

    public TlsSettings {
        clientAllowedSans = clientAllowedSans.map(List::copyOf);
        cipherSuites = List.copyOf(cipherSuites);
        curvePreferences = List.copyOf(curvePreferences);
    }
}
