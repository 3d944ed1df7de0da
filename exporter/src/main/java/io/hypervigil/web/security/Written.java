package io.hypervigil.web.security;

import io.hypervigil.collect.settings.Setting;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A web configuration file as it is written, each key of exporter-toolkit's format once. */
record Written(
        @Setting(help = "How TLS is spoken.") Tls tlsServerConfig,
        @Setting(help = "HTTP/2 and headers.") Http httpServerConfig,
        @Setting(help = "The bcrypt hash of each user's password.")
                Map<String, String> basicAuthUsers,
        @Setting(help = "How many requests are taken.") Rate rateLimit) {

    /** {@code tls_server_config}; its text may hold a private key, so it is never printed. */
    record Tls(
            @Setting(help = "The server's certificate, PEM.") String cert,
            @Setting(help = "The certificate's key, PEM.") String key,
            @Setting(help = "Who signs clients' certificates, PEM.") String clientCa,
            @Setting(help = "The file of the server's certificate.") String certFile,
            @Setting(help = "The file of the certificate's key.") String keyFile,
            @Setting(help = "What is asked of a client's certificate.") String clientAuthType,
            @Setting(help = "The file of those who sign clients' certificates.")
                    String clientCaFile,
            @Setting(help = "The alternative names of clients that are let in.")
                    Optional<List<String>> clientAllowedSans,
            @Setting(help = "The oldest version of TLS.", byDefault = "TLS12") String minVersion,
            @Setting(help = "The newest version of TLS.", byDefault = "TLS13") String maxVersion,
            @Setting(help = "Cipher suites up to TLS 1.2.") List<String> cipherSuites,
            @Setting(help = "Whether their order counts.", byDefault = "true")
                    boolean preferServerCipherSuites,
            @Setting(help = "Groups of the key exchange.") List<String> curvePreferences) {

        @Override
        public String toString() {
            return "<secret>";
        }
    }

    /** {@code http_server_config}. */
    record Http(
            @Setting(help = "Whether HTTP/2 is offered by TLS.", byDefault = "true") boolean http2,
            @Setting(help = "Headers of every response.") Map<String, String> headers) {}

    /** {@code rate_limit}. */
    record Rate(
            @Setting(help = "Time for one request, 0 for no limit.", byDefault = "0")
                    String interval,
            @Setting(help = "Requests at once.", byDefault = "0", min = 0, max = Integer.MAX_VALUE)
                    int burst) {}
}
