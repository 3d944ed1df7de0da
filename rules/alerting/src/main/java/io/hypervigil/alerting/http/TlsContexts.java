package io.hypervigil.alerting.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** The runtime's TLS by the settings of a {@code tls_config}. */
public final class TlsContexts {

    private static final Pattern PRIVATE_KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]+)-----END PRIVATE KEY-----");
    // In this order each key is tried: the encoding names the algorithm, and others refuse it.
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");
    private static final char[] NO_PASSWORD = new char[0];

    private TlsContexts() {}

    /**
     * The context that keeps the settings.
     *
     * @throws IOException if a certificate or a key cannot be read
     */
    public static SSLContext context(TlsSettings settings) throws IOException {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(keys(settings), trust(settings), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("tls_config: " + e.getMessage(), e);
        }
    }

    /** The versions and the server's name. */
    public static SSLParameters parameters(TlsSettings settings) {
        var parameters = new SSLParameters();
        if (!settings.versions().isEmpty()) {
            parameters.setProtocols(settings.versions().toArray(String[]::new));
        }
        settings.serverName()
                .ifPresent(name -> parameters.setServerNames(List.of(new SNIHostName(name))));
        return parameters;
    }

    private static TrustManager @Nullable [] trust(TlsSettings settings)
            throws GeneralSecurityException, IOException {
        if (settings.trustsAnyone()) {
            return new TrustManager[] {new TrustOfAnyone()};
        }
        if (settings.authorities().isEmpty()) {
            return null;
        }
        var store = emptyStore();
        int number = 0;
        for (var certificate : certificates(settings.authorities().get())) {
            store.setCertificateEntry("authority-" + number++, certificate);
        }
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static KeyManager @Nullable [] keys(TlsSettings settings)
            throws GeneralSecurityException, IOException {
        if (settings.certificate().isEmpty() || settings.key().isEmpty()) {
            return null;
        }
        var store = emptyStore();
        var chain = certificates(settings.certificate().get()).toArray(Certificate[]::new);
        store.setKeyEntry("client", key(settings.key().get()), NO_PASSWORD, chain);
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory.getKeyManagers();
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static Collection<? extends Certificate> certificates(Secret pem)
            throws GeneralSecurityException, IOException {
        var bytes = pem.reveal().getBytes(StandardCharsets.US_ASCII);
        return CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(bytes));
    }

    private static PrivateKey key(Secret pem) throws GeneralSecurityException, IOException {
        var text = PRIVATE_KEY.matcher(pem.reveal());
        if (!text.find()) {
            throw new IOException("the key is not PKCS #8 (BEGIN PRIVATE KEY): openssl pkcs8");
        }
        var spec = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(text.group(1)));
        for (var algorithm : ALGORITHMS) {
            var key = key(algorithm, spec);
            if (key.isPresent()) {
                return key.get();
            }
        }
        throw new IOException("the key is of no known algorithm");
    }

    private static Optional<PrivateKey> key(String algorithm, PKCS8EncodedKeySpec spec)
            throws GeneralSecurityException {
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(spec));
        } catch (InvalidKeySpecException _) {
            return Optional.empty();
        }
    }

    /** What {@code insecure_skip_verify} asks for; it takes any certificate of any host. */
    private static final class TrustOfAnyone extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
