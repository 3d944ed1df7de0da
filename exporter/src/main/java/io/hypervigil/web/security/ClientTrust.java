package io.hypervigil.web.security;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a client's certificate is let in. That the client holds its key is TLS's own
 * proof.
 *
 * <p>Thread: any.
 */
final class ClientTrust extends X509ExtendedTrustManager {

    private final Optional<X509ExtendedTrustManager> verifier;
    private final X509Certificate[] authorities;
    private final Optional<List<String>> allowedSans;

    private ClientTrust(
            Optional<X509ExtendedTrustManager> verifier,
            X509Certificate[] authorities,
            Optional<List<String>> allowedSans) {
        this.verifier = verifier;
        this.authorities = authorities;
        this.allowedSans = allowedSans;
    }

    /**
     * @param authorities empty for the system's, as in Go
     */
    static ClientTrust of(TlsSettings settings, Optional<List<X509Certificate>> authorities)
            throws GeneralSecurityException {
        var shown = authorities.orElse(List.of()).toArray(X509Certificate[]::new);
        var verifier =
                settings.clientAuth().isVerified()
                        ? Optional.of(verifier(authorities))
                        : Optional.<X509ExtendedTrustManager>empty();
        return new ClientTrust(verifier, shown, settings.clientAllowedSans());
    }

    private static X509ExtendedTrustManager verifier(Optional<List<X509Certificate>> authorities)
            throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(authorities.isEmpty() ? null : keyStore(authorities.get()));
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509ExtendedTrustManager.class::isInstance)
                .map(X509ExtendedTrustManager.class::cast)
                .findFirst()
                .orElseThrow(() -> new GeneralSecurityException("no PKIX trust manager"));
    }

    private static KeyStore keyStore(List<X509Certificate> authorities)
            throws GeneralSecurityException {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        try {
            store.load(null, null);
        } catch (java.io.IOException e) {
            throw new GeneralSecurityException(e);
        }
        for (int i = 0; i < authorities.size(); i++) {
            store.setCertificateEntry("authority-" + i, authorities.get(i));
        }
        return store;
    }

    /** Whether an authority vouches for a certificate that a client has shown. */
    boolean isVerified(X509Certificate[] chain) {
        try {
            checkClientTrusted(chain, chain[0].getPublicKey().getAlgorithm());
            return verifier.isPresent();
        } catch (CertificateException _) {
            return false;
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType)
            throws CertificateException {
        if (verifier.isPresent()) {
            verifier.get().checkClientTrusted(chain, authType);
        }
        check(chain[0]);
    }

    @Override
    public void checkClientTrusted(
            X509Certificate[] chain, String authType, @Nullable SSLEngine engine)
            throws CertificateException {
        if (verifier.isPresent()) {
            verifier.get().checkClientTrusted(chain, authType, engine);
        }
        check(chain[0]);
    }

    private void check(X509Certificate certificate) throws CertificateException {
        if (verifier.isPresent()) {
            // PKIX does not look at the dates of a certificate that is its own authority.
            certificate.checkValidity();
        }
        if (allowedSans.isPresent() && !isAllowed(certificate, allowedSans.get())) {
            throw new CertificateException(
                    "none of the client's alternative names is in client_allowed_sans");
        }
    }

    private static boolean isAllowed(X509Certificate certificate, List<String> allowed)
            throws CertificateException {
        return SubjectNames.of(certificate).stream()
                .anyMatch(
                        held -> allowed.stream().anyMatch(name -> SubjectNames.isSame(held, name)));
    }

    @Override
    public void checkClientTrusted(
            X509Certificate[] chain, String authType, @Nullable Socket socket)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(
            X509Certificate[] chain, String authType, @Nullable Socket socket)
            throws CertificateException {
        throw isNoClient();
    }

    @Override
    public void checkServerTrusted(
            X509Certificate[] chain, String authType, @Nullable SSLEngine engine)
            throws CertificateException {
        throw isNoClient();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType)
            throws CertificateException {
        throw isNoClient();
    }

    private static CertificateException isNoClient() {
        return new CertificateException("servers are not trusted here, only clients");
    }

    /** Named to the client, so that it knows which of its certificates to show. */
    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return authorities.clone();
    }
}
