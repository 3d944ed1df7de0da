package io.hypervigil.web.listen;

import io.hypervigil.web.security.WebSecurity;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.io.ssl.SslHandshakeListener;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.SslConnectionFactory;

/** Speaks HTTP/1.1, and HTTP/2 where it is configured, by TLS. */
final class TlsHttp {

    /** Its name in ALPN, by which Jetty finds it, too. */
    private static final String HTTP_1_1 = "http/1.1";

    /** A scraper needs one, a browser some. */
    private static final int HTTP_2_STREAMS = 32;

    private TlsHttp() {}

    static List<ConnectionFactory> factories(
            HttpLimits limits, WebSecurity security, SslHandshakeListener handshakes) {
        var configuration = PlainHttp.configuration(limits);
        // By whatever name or address a scraper comes, it is this process: no 400 for its SNI.
        configuration.addCustomizer(new SecureRequestCustomizer(false));
        var isHttp2 = security.isHttp2();
        var tls = new SslConnectionFactory(new CurrentTls(security), isHttp2 ? "alpn" : HTTP_1_1);
        tls.addBean(handshakes);
        var factories = new ArrayList<ConnectionFactory>();
        factories.add(new TlsOrRefusal(tls));
        factories.add(tls);
        if (isHttp2) {
            factories.addAll(Http2.factories(configuration));
        }
        factories.add(new HttpConnectionFactory(configuration));
        return factories;
    }

    /** Loaded only where it is configured. */
    private static final class Http2 {

        static List<ConnectionFactory> factories(HttpConfiguration configuration) {
            var http2 = new HTTP2ServerConnectionFactory(configuration);
            http2.setMaxConcurrentStreams(HTTP_2_STREAMS);
            var alpn = new ALPNServerConnectionFactory("h2", HTTP_1_1);
            alpn.setDefaultProtocol(HTTP_1_1);
            return List.of(alpn, http2);
        }
    }
}
