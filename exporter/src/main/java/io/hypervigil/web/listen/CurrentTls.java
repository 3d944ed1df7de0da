package io.hypervigil.web.listen;

import io.hypervigil.web.security.WebSecurity;
import java.net.InetSocketAddress;
import javax.net.ssl.SSLEngine;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

/** Begins each handshake with the certificates, keys and rules of that moment. */
final class CurrentTls extends SslContextFactory.Server {

    private final WebSecurity security;

    CurrentTls(WebSecurity security) {
        this.security = security;
        // Keeps Jetty from making one of its own; connections use newEngine.
        setSslContext(security.sslContext());
        setRenegotiationAllowed(false);
    }

    @Override
    public SSLEngine newSSLEngine() {
        return security.newEngine();
    }

    @Override
    public SSLEngine newSSLEngine(String host, int port) {
        return security.newEngine();
    }

    @Override
    public SSLEngine newSSLEngine(@Nullable InetSocketAddress address) {
        return security.newEngine();
    }
}
