package io.hypervigil.web.security;

import io.hypervigil.collect.settings.NearestName;
import io.hypervigil.collect.settings.Secret;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * exporter-toolkit's rules for what is written: names, combinations, defaults. Files that are named
 * are not read here.
 *
 * <p>Thread: one.
 */
final class WebConfigRules {

    private static final String TLS = "tls_server_config";
    private static final String HTTP = "http_server_config";

    /** The headers that can be set, each with its values where only some make sense. */
    private static final Map<String, List<String>> HEADERS =
            Map.of(
                    "Content-Security-Policy", List.of(),
                    "Strict-Transport-Security", List.of(),
                    "X-Content-Type-Options", List.of("nosniff"),
                    "X-Frame-Options", List.of("deny", "sameorigin"),
                    "X-XSS-Protection", List.of());

    private final Places places;
    private final Path folder;

    /**
     * @param folder what relative paths are relative to
     */
    WebConfigRules(Places places, Path folder) {
        this.places = places;
        this.folder = folder;
    }

    /** What is meant, or empty where the {@link Places} hold why it is refused. */
    Optional<WebConfig> apply(Written written, boolean saysAnythingOfTls) {
        var http2 = written.httpServerConfig().http2();
        var tls =
                saysAnythingOfTls
                        ? tls(written.tlsServerConfig(), http2)
                        : Optional.<TlsSettings>empty();
        var headers = headers(written.httpServerConfig().headers());
        var users = users(written.basicAuthUsers());
        var rateLimit = rateLimit(written.rateLimit());
        return places.problems().isEmpty()
                ? Optional.of(new WebConfig(tls, http2, headers, users, rateLimit))
                : Optional.empty();
    }

    private Optional<TlsSettings> tls(Written.Tls tls, boolean http2) {
        var certificate = source("cert", tls.cert(), "cert_file", tls.certFile());
        var key = source("key", tls.key(), "key_file", tls.keyFile());
        if (certificate.isEmpty()) {
            places.refuse("missing one of cert or cert_file", TLS);
        }
        if (key.isEmpty()) {
            places.refuse("missing one of key or key_file", TLS);
        }
        var authorities = source("client_ca", tls.clientCa(), "client_ca_file", tls.clientCaFile());
        var clientAuth = clientAuth(tls, authorities.isPresent());
        var minVersion = version(tls.minVersion(), "min_version");
        var maxVersion = version(tls.maxVersion(), "max_version");
        if (maxVersion.isOlderThan(minVersion)) {
            places.refuse(
                    maxVersion + " is older than min_version " + minVersion, TLS, "max_version");
        }
        refuseUnknownSuites(tls.cipherSuites());
        if (http2 && minVersion != TlsVersion.TLS13) {
            refuseSuitesWithoutHttp2(tls.cipherSuites());
        }
        var curves = curves(tls.curvePreferences());
        if (certificate.isEmpty() || key.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new TlsSettings(
                        certificate.get(),
                        key.get(),
                        clientAuth,
                        authorities,
                        tls.clientAllowedSans(),
                        minVersion,
                        maxVersion,
                        tls.cipherSuites(),
                        tls.preferServerCipherSuites(),
                        curves));
    }

    private Optional<PemSource> source(String key, String text, String fileKey, String file) {
        if (!text.isEmpty() && !file.isEmpty()) {
            places.refuse(key + " is given too, one of them expected", TLS, fileKey);
        }
        if (!text.isEmpty()) {
            return Optional.of(new PemSource.Inline(new Secret(text)));
        }
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new PemSource.InFile(folder.resolve(file)));
        } catch (InvalidPathException e) {
            places.refuse("no path: " + e.getReason(), TLS, fileKey);
            return Optional.empty();
        }
    }

    private ClientAuth clientAuth(Written.Tls tls, boolean hasAuthorities) {
        var known = ClientAuth.of(tls.clientAuthType());
        if (known.isEmpty()) {
            refuseUnknown(
                    tls.clientAuthType(),
                    ClientAuth.names(),
                    "client_auth_type",
                    TLS,
                    "client_auth_type");
            return ClientAuth.NONE;
        }
        var clientAuth = known.get();
        if (hasAuthorities && clientAuth == ClientAuth.NONE) {
            places.refuse(
                    "a client CA is given, but client_auth_type asks for no certificate",
                    TLS,
                    tls.clientCa().isEmpty() ? "client_ca_file" : "client_ca");
        }
        if (tls.clientAllowedSans().isPresent() && !clientAuth.isRequired()) {
            places.refuse(
                    "needs client_auth_type RequireAnyClientCert or RequireAndVerifyClientCert:"
                            + " the others let clients in that have no certificate",
                    TLS,
                    "client_allowed_sans");
        }
        return clientAuth;
    }

    private TlsVersion version(String written, String key) {
        for (TlsVersion version : TlsVersion.values()) {
            if (version.name().equals(written)) {
                return version;
            }
        }
        places.refuse(
                "unknown TLS version '" + written + "', one of TLS10, TLS11, TLS12, TLS13 expected",
                TLS,
                key);
        return TlsVersion.TLS13;
    }

    private void refuseUnknownSuites(List<String> suites) {
        for (int i = 0; i < suites.size(); i++) {
            if (suites.get(i).startsWith("TLS_RSA_WITH_")) {
                places.refuse(
                        suites.get(i)
                                + " has no forward secrecy: neither Go nor Java offer it any more",
                        TLS,
                        "cipher_suites",
                        i);
            } else if (!CipherSuites.KNOWN.contains(suites.get(i))) {
                refuseUnknown(suites.get(i), CipherSuites.KNOWN, "cipher", TLS, "cipher_suites", i);
            }
        }
    }

    private void refuseSuitesWithoutHttp2(List<String> suites) {
        if (!suites.isEmpty() && suites.stream().noneMatch(CipherSuites.HTTP_2::contains)) {
            places.refuse(
                    "HTTP/2 needs one of "
                            + String.join(", ", CipherSuites.HTTP_2)
                            + "; or set http_server_config.http2 to false",
                    TLS,
                    "cipher_suites");
        }
    }

    private List<Curve> curves(List<String> written) {
        var curves = new ArrayList<Curve>();
        for (int i = 0; i < written.size(); i++) {
            var curve = Curve.of(written.get(i));
            if (curve.isEmpty()) {
                refuseUnknown(written.get(i), Curve.names(), "curve", TLS, "curve_preferences", i);
            }
            curve.ifPresent(curves::add);
        }
        return curves;
    }

    private Map<String, String> headers(Map<String, String> written) {
        var headers = new LinkedHashMap<String, String>();
        written.forEach(
                (name, value) -> {
                    var values = HEADERS.get(name);
                    if (values == null) {
                        refuseUnknown(name, HEADERS.keySet(), "header", HTTP, "headers", name);
                    } else if (!values.isEmpty() && !values.contains(value)) {
                        places.refuse(
                                "'" + value + "', " + String.join(" or ", values) + " expected",
                                HTTP,
                                "headers",
                                name);
                    } else if (value.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7f)) {
                        places.refuse("a control character", HTTP, "headers", name);
                    } else if (!value.isBlank()) {
                        headers.put(name, value);
                    }
                });
        return headers;
    }

    private Map<String, PasswordHash> users(Map<String, String> written) {
        var users = new LinkedHashMap<String, PasswordHash>();
        written.forEach(
                (name, hash) -> {
                    try {
                        users.put(name, new PasswordHash(hash));
                    } catch (IllegalArgumentException e) {
                        places.refuse(String.valueOf(e.getMessage()), "basic_auth_users", name);
                    }
                });
        return users;
    }

    private Optional<RateLimit> rateLimit(Written.Rate written) {
        var interval = GoDuration.parse(written.interval());
        if (interval.isEmpty()) {
            places.refuse(
                    "'" + written.interval() + "', a duration such as 100ms, 1s or 1m30s expected",
                    "rate_limit",
                    "interval");
        }
        return interval.filter(each -> !each.isZero())
                .map(each -> new RateLimit(each, written.burst()));
    }

    private void refuseUnknown(
            String found, Collection<String> known, String what, Object... path) {
        var near =
                NearestName.of(found, known)
                        .map(name -> ", did you mean " + name + "? Known: ")
                        .orElse(", known: ");
        var sorted = known.stream().sorted().toList();
        places.refuse(
                "unknown " + what + " '" + found + "'" + near + String.join(", ", sorted), path);
    }
}
