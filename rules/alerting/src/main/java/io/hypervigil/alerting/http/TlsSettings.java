package io.hypervigil.alerting.http;

import io.hypervigil.alerting.yaml.YamlMapping;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code tls_config} says: whom to trust and as whom to appear.
 *
 * @param authorities PEM certificates to trust instead of the system's
 * @param certificate the client's own, with its chain
 * @param key the client's, PKCS #8
 * @param serverName what to ask for and to expect instead of the address' host
 * @param trustsAnyone whether certificates are not checked at all
 * @param versions of the protocol; empty: the runtime's choice
 */
public record TlsSettings(
        Optional<Secret> authorities,
        Optional<Secret> certificate,
        Optional<Secret> key,
        Optional<String> serverName,
        boolean trustsAnyone,
        List<String> versions) {

    /** The runtime's own trust, no client certificate. */
    public static final TlsSettings DEFAULT =
            new TlsSettings(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    List.of());

    private static final Map<String, String> VERSIONS =
            Map.of("TLS10", "TLSv1", "TLS11", "TLSv1.1", "TLS12", "TLSv1.2", "TLS13", "TLSv1.3");
    private static final List<String> ASCENDING = List.of("TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3");

    public TlsSettings {
        versions = List.copyOf(versions);
    }

    /** Reads a {@code tls_config} to its end. */
    public static TlsSettings read(YamlMapping yaml) {
        var certificate = SecretFields.oneOf(yaml, "cert", "cert_file");
        var key = SecretFields.oneOf(yaml, "key", "key_file");
        if (certificate.isPresent() != key.isPresent()) {
            throw yaml.wrong(
                    certificate.isPresent() ? "cert_file" : "key_file",
                    "a client's certificate and its key belong together");
        }
        var settings =
                new TlsSettings(
                        SecretFields.oneOf(yaml, "ca", "ca_file"),
                        certificate,
                        key,
                        yaml.text("server_name").filter(name -> !name.isEmpty()),
                        yaml.flag("insecure_skip_verify").orElse(false),
                        versions(yaml));
        yaml.end();
        return settings;
    }

    private static List<String> versions(YamlMapping yaml) {
        var least = version(yaml, "min_version");
        var most = version(yaml, "max_version");
        if (least.isEmpty() && most.isEmpty()) {
            return List.of();
        }
        int from = ASCENDING.indexOf(least.orElse("TLSv1.2"));
        int to = ASCENDING.indexOf(most.orElse("TLSv1.3"));
        if (from > to) {
            throw yaml.wrong("max_version", "must not be less than min_version");
        }
        return ASCENDING.subList(from, to + 1);
    }

    private static Optional<String> version(YamlMapping yaml, String key) {
        return yaml.text(key)
                .map(
                        text -> {
                            var name = VERSIONS.get(text);
                            if (name == null) {
                                throw yaml.wrong(key, "unknown TLS version: " + text);
                            }
                            return name;
                        });
    }
}
