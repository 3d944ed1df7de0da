package io.hypervigil.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hypervigil.collect.settings.Secret;
import io.hypervigil.collect.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WebConfigTest {

    private static final String HASH =
            "$2y$10$abcdefghijklmnopqrstuuqflPDzB6gcMhKa1rZqKiun2YGL5sa2u";

    @TempDir static Path folder;

    private static Pki pki;

    @BeforeAll
    static void makeCertificates() throws IOException {
        pki = Pki.usual(folder);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# nothing but a comment\n",
                "{}\n",
                "tls_server_config:\nhttp_server_config:\nbasic_auth_users:\nrate_limit:\n",
                "tls_server_config: {}\n",
                "tls_server_config:\n  cert_file: ''\n  key_file: ''\n",
                "rate_limit:\n  interval: 0\n  burst: 0\n"
            })
    void what_says_nothing_is_plain_http_for_everybody(String yaml) throws Exception {
        assertThat(load(yaml)).isEqualTo(WebConfig.NONE);
    }

    @Test
    void every_key_has_its_place() throws Exception {
        var config =
                load(
                        """
                        tls_server_config:
                          cert_file: server.crt
                          key_file: server.key
                          client_auth_type: RequireAndVerifyClientCert
                          client_ca_file: ca.crt
                          client_allowed_sans: [scraper.example, 10.1.2.3]
                          min_version: TLS11
                          max_version: TLS12
                          cipher_suites:
                            - TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384
                            - TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA
                          prefer_server_cipher_suites: false
                          curve_preferences: [X25519, CurveP256, CurveP384, CurveP521]
                        http_server_config:
                          http2: false
                          headers:
                            Content-Security-Policy: default-src 'self'
                            X-Frame-Options: sameorigin
                            X-Content-Type-Options: nosniff
                            X-XSS-Protection: 1; mode=block
                            Strict-Transport-Security: max-age=31536000
                        basic_auth_users:
                          alice: HASH
                        rate_limit:
                          interval: 1m0.5s
                          burst: 20
                        """
                                .replace("HASH", HASH));

        assertThat(config)
                .isEqualTo(
                        new WebConfig(
                                Optional.of(
                                        new TlsSettings(
                                                new PemSource.InFile(pki.file("server.crt")),
                                                new PemSource.InFile(pki.file("server.key")),
                                                ClientAuth.REQUIRE_AND_VERIFY,
                                                Optional.of(
                                                        new PemSource.InFile(pki.file("ca.crt"))),
                                                Optional.of(List.of("scraper.example", "10.1.2.3")),
                                                TlsVersion.TLS11,
                                                TlsVersion.TLS12,
                                                List.of(
                                                        "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
                                                        "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA"),
                                                false,
                                                List.of(
                                                        Curve.X25519,
                                                        Curve.P256,
                                                        Curve.P384,
                                                        Curve.P521))),
                                false,
                                Map.of(
                                        "Content-Security-Policy", "default-src 'self'",
                                        "X-Frame-Options", "sameorigin",
                                        "X-Content-Type-Options", "nosniff",
                                        "X-XSS-Protection", "1; mode=block",
                                        "Strict-Transport-Security", "max-age=31536000"),
                                Map.of("alice", new PasswordHash(HASH)),
                                Optional.of(new RateLimit(Duration.ofMillis(60_500), 20))));
    }

    @Test
    void a_certificate_alone_gets_the_defaults() throws Exception {
        var config = load("tls_server_config:\n  cert_file: server.crt\n  key_file: server.key\n");

        assertThat(config)
                .isEqualTo(
                        new WebConfig(
                                Optional.of(
                                        new TlsSettings(
                                                new PemSource.InFile(pki.file("server.crt")),
                                                new PemSource.InFile(pki.file("server.key")),
                                                ClientAuth.NONE,
                                                Optional.empty(),
                                                Optional.empty(),
                                                TlsVersion.TLS12,
                                                TlsVersion.TLS13,
                                                List.of(),
                                                true,
                                                List.of())),
                                true,
                                Map.of(),
                                Map.of(),
                                Optional.empty()));
    }

    @Test
    void certificates_and_keys_may_stand_in_the_file_and_are_never_shown() throws Exception {
        var config =
                load(
                        "tls_server_config:\n  client_auth_type: VerifyClientCertIfGiven\n"
                                + inline("cert", "server.crt")
                                + inline("key", "server.key")
                                + inline("client_ca", "ca.crt"));

        var tls = config.tls().orElseThrow();
        var text = Files.readString(pki.file("server.key"));
        assertThat(tls.key()).isEqualTo(new PemSource.Inline(new Secret(text)));
        assertThat(config.toString()).doesNotContain("BEGIN", HASH);
    }

    @Test
    void an_absolute_path_stays() throws Exception {
        var yaml =
                "tls_server_config:\n  cert_file: "
                        + pki.file("server.crt")
                        + "\n  key_file: "
                        + pki.file("server.key")
                        + "\n";

        assertThat(load(yaml).tls().orElseThrow().certificate())
                .isEqualTo(new PemSource.InFile(pki.file("server.crt")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NoClientCert",
                "RequestClientCert",
                "RequireClientCert",
                "RequireAnyClientCert",
                "VerifyClientCertIfGiven",
                "RequireAndVerifyClientCert",
                "''"
            })
    void every_client_auth_type_is_taken_without_authorities(String type) throws Exception {
        assertThat(load(tls("client_auth_type: " + type)).tls()).isPresent();
    }

    @Test
    void every_cipher_suite_of_go_is_taken() throws Exception {
        assertThat(load(tls("cipher_suites: " + CipherSuites.KNOWN)).tls()).isPresent();
    }

    @Test
    void old_suites_do_without_http_2() throws Exception {
        var yaml =
                tls("cipher_suites: [TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384]")
                        + "http_server_config:\n  http2: false\n";

        assertThat(load(yaml).http2()).isFalse();
    }

    @Test
    void a_blank_header_is_none() throws Exception {
        var yaml =
                """
                http_server_config:
                  headers:
                    X-XSS-Protection:
                    Strict-Transport-Security: ''
                """;

        assertThat(load(yaml).headers()).isEmpty();
    }

    @Test
    void no_names_allowed_is_not_the_same_as_any() throws Exception {
        var any = load(tls("client_auth_type: RequireAnyClientCert", "client_allowed_sans:"));
        var none = load(tls("client_auth_type: RequireAnyClientCert", "client_allowed_sans: []"));

        assertThat(any.tls().orElseThrow().clientAllowedSans()).isEmpty();
        assertThat(none.tls().orElseThrow().clientAllowedSans()).contains(List.of());
    }

    @Test
    void all_problems_are_told_at_once() {
        var problems =
                problems(
                        """
                        tls_server_config:
                          cert_file: server.crt
                          min_version: TLS14
                          curve_preferences:
                            - X25519
                            - CurveP257
                        basic_auth_users:
                          john: doe
                        rate_limit:
                          interval: 5
                        """);

        assertThat(problems)
                .isEqualTo(
                        """
                        web.yml, line 2, column 3: tls_server_config: missing one of key or key_file
                        web.yml, line 3, column 16: tls_server_config.min_version: unknown TLS version 'TLS14', one of TLS10, TLS11, TLS12, TLS13 expected
                        web.yml, line 6, column 7: tls_server_config.curve_preferences[1]: unknown curve 'CurveP257', did you mean CurveP256? Known: CurveP256, CurveP384, CurveP521, X25519
                        web.yml, line 8, column 9: basic_auth_users.john: no bcrypt hash: 60 characters that begin with $2a$, $2b$ or $2y$ expected
                        web.yml, line 10, column 13: rate_limit.interval: '5', a duration such as 100ms, 1s or 1m30s expected
                        """);
    }

    private static String tls(String... lines) {
        return "tls_server_config:\n  cert_file: server.crt\n  key_file: server.key\n  "
                + String.join("\n  ", lines)
                + "\n";
    }

    private static String inline(String key, String file) throws IOException {
        return "  " + key + ": |\n" + Files.readString(pki.file(file)).indent(4);
    }

    private static WebConfig load(String yaml) throws Exception {
        return WebConfig.load(Files.writeString(folder.resolve("web.yml"), yaml));
    }

    private static String problems(String yaml) {
        var refusal = catchThrowableOfType(SettingsException.class, () -> load(yaml));
        assertThat(refusal).as("refused").isNotNull();
        return String.join("\n", refusal.problems()).replace(folder + "/", "") + "\n";
    }
}
