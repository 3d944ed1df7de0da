package io.hypervigil.alerting.http;

import io.hypervigil.alerting.yaml.YamlMapping;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What {@code http_config} says, as <a
 * href="https://prometheus.io/docs/alerting/latest/configuration/#http_config">Prometheus and
 * Alertmanager</a> have it.
 *
 * @param credentials what requests are signed with
 * @param tls of https addresses
 * @param proxy through whom
 * @param followsRedirects whether it goes where the service points to
 * @param headers further ones of each request
 */
public record HttpSettings(
        Credentials credentials,
        TlsSettings tls,
        ProxySettings proxy,
        boolean followsRedirects,
        Map<String, List<Secret>> headers) {

    /** No credentials, no proxy, redirects followed. */
    public static final HttpSettings DEFAULT =
            new HttpSettings(
                    new Credentials.None(),
                    TlsSettings.DEFAULT,
                    ProxySettings.NONE,
                    true,
                    Map.of());

    // Prometheus' own list: the client sets them.
    private static final Set<String> RESERVED =
            Set.of(
                    "authorization",
                    "host",
                    "content-encoding",
                    "content-length",
                    "content-type",
                    "user-agent",
                    "connection",
                    "keep-alive",
                    "proxy-authenticate",
                    "proxy-authorization",
                    "www-authenticate",
                    "accept-encoding",
                    "x-prometheus-remote-write-version",
                    "x-prometheus-remote-read-version",
                    "x-prometheus-scrape-timeout-seconds",
                    "x-amz-date",
                    "x-amz-security-token",
                    "x-amz-content-sha256");

    public HttpSettings {
        headers = Map.copyOf(headers);
    }

    /** Reads an {@code http_config} to its end. */
    public static HttpSettings read(YamlMapping yaml) {
        var settings = readFields(yaml);
        yaml.end();
        return settings;
    }

    /** Reads the fields where they stand among others. */
    public static HttpSettings readFields(YamlMapping yaml) {
        var credentials = Credentials.read(yaml);
        yaml.mapping("proxy_connect_header");
        yaml.flag("enable_http2");
        return new HttpSettings(
                credentials,
                yaml.mapping("tls_config").map(TlsSettings::read).orElse(TlsSettings.DEFAULT),
                ProxySettings.read(yaml),
                yaml.flag("follow_redirects").orElse(true),
                yaml.mapping("http_headers").map(HttpSettings::headers).orElseGet(Map::of));
    }

    private static Map<String, List<Secret>> headers(YamlMapping yaml) {
        var headers = new LinkedHashMap<String, List<Secret>>();
        for (var name : yaml.keys()) {
            if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
                throw yaml.wrong(name, "setting header \"" + name + "\" is not allowed");
            }
            var values = new ArrayList<Secret>();
            yaml.mapping(name)
                    .ifPresent(
                            header -> {
                                header.texts("values").forEach(v -> values.add(Secret.of(v)));
                                header.texts("secrets").forEach(v -> values.add(Secret.of(v)));
                                header.texts("files").forEach(v -> values.add(Secret.inFile(v)));
                                header.end();
                            });
            headers.put(name, List.copyOf(values));
        }
        return headers;
    }
}
