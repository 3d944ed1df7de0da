package io.hypervigil.web.security;

import io.hypervigil.collect.settings.SettingsException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a web configuration file says, in prometheus/exporter-toolkit's format.
 *
 * @param tls empty for plain HTTP
 * @param http2 whether HTTP/2 is offered to clients that come by TLS
 * @param headers added to every response
 * @param users the hash of each user's password; empty lets everybody in
 * @param rateLimit empty for none
 */
public record WebConfig(
        Optional<TlsSettings> tls,
        boolean http2,
        Map<String, String> headers,
        Map<String, PasswordHash> users,
        Optional<RateLimit> rateLimit) {

    /** What holds without a file: plain HTTP, open to everybody. */
    public static final WebConfig NONE =
            new WebConfig(Optional.empty(), true, Map.of(), Map.of(), Optional.empty());

    public WebConfig {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        users = Collections.unmodifiableMap(new LinkedHashMap<>(users));
    }

    /**
     * Reads a file and all that it names: certificates, keys, authorities.
     *
     * @throws SettingsException with every problem, each with its line and column; also where a
     *     file cannot be read, a key does not belong to its certificate, or a certificate is none
     */
    public static WebConfig load(Path file) throws SettingsException {
        return LoadedWebConfig.read(new WatchedFiles(), file).config();
    }
}
