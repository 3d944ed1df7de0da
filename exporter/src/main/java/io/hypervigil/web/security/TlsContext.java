package io.hypervigil.web.security;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;

/**
 * Makes the server's side of handshakes.
 *
 * <p>Sessions are resumed only where they were made by the same context, so that a new certificate
 * or authority holds for every new connection.
 *
 * <p>Thread: any.
 */
final class TlsContext {

    /** A scraper's few connections, not the 20480 sessions that Java would keep. */
    private static final int SESSIONS = 256;

    private static final int SESSION_SECONDS = 3600;

    private final SSLContext context;
    private final TlsSettings settings;
    private final ClientTrust clientTrust;
    private final Identity identity;

    private TlsContext(
            SSLContext context, TlsSettings settings, ClientTrust clientTrust, Identity identity) {
        this.context = context;
        this.settings = settings;
        this.clientTrust = clientTrust;
        this.identity = identity;
    }

    /**
     * @param authorities empty for the system's
     */
    static TlsContext of(
            TlsSettings settings, Identity identity, Optional<List<X509Certificate>> authorities)
            throws GeneralSecurityException {
        if (settings.minVersion().isOlderThan(TlsVersion.TLS12)) {
            OldTls.permit();
        }
        var clientTrust = ClientTrust.of(settings, authorities);
        var context = SSLContext.getInstance("TLS");
        context.init(
                new KeyManager[] {new OneIdentity(identity)},
                new TrustManager[] {clientTrust},
                null);
        context.getServerSessionContext().setSessionCacheSize(SESSIONS);
        context.getServerSessionContext().setSessionTimeout(SESSION_SECONDS);
        return new TlsContext(context, settings, clientTrust, identity);
    }

    SSLContext context() {
        return context;
    }

    /** The server's own certificate. */
    X509Certificate certificate() {
        return identity.chain().getFirst();
    }

    ClientTrust clientTrust() {
        return clientTrust;
    }

    /** For one connection. */
    SSLEngine newEngine() {
        var engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        engine.setSSLParameters(parameters());
        return engine;
    }

    private SSLParameters parameters() {
        var parameters =
                new SSLParameters(CipherSuites.enabled(settings.cipherSuites()), protocols());
        parameters.setUseCipherSuitesOrder(settings.preferServerCipherSuites());
        if (!settings.curvePreferences().isEmpty()) {
            parameters.setNamedGroups(
                    settings.curvePreferences().stream().map(Curve::group).toArray(String[]::new));
        }
        if (settings.clientAuth().isRequired()) {
            parameters.setNeedClientAuth(true);
        } else {
            parameters.setWantClientAuth(settings.clientAuth() != ClientAuth.NONE);
        }
        return parameters;
    }

    private String[] protocols() {
        return Arrays.stream(TlsVersion.values())
                .filter(version -> !version.isOlderThan(settings.minVersion()))
                .filter(version -> !settings.maxVersion().isOlderThan(version))
                .map(TlsVersion::protocol)
                .toArray(String[]::new);
    }
}
