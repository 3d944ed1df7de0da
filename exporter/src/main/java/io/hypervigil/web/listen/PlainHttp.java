package io.hypervigil.web.listen;

import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;

/** Speaks HTTP/1.1. */
final class PlainHttp {

    private PlainHttp() {}

    static HttpConnectionFactory factory(HttpLimits limits) {
        return new HttpConnectionFactory(configuration(limits));
    }

    static HttpConfiguration configuration(HttpLimits limits) {
        var configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setSendXPoweredBy(false);
        configuration.setRequestHeaderSize(limits.headerBytes());
        configuration.setIdleTimeout(limits.requestTimeout().toMillis());
        return configuration;
    }
}
