package io.hypervigil.web.listen;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.RealPart;
import io.hypervigil.web.security.Pki;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS as OpenSSL and curl see it. */
@Timeout(120)
final class TlsTest {

    private static final String ANSWER = "Anonymous[] by HTTP/1.";

    @TempDir static Path folder;

    @BeforeAll
    static void makeCertificates() throws IOException {
        Pki.usual(folder);
    }

    @ParameterizedTest
    @CsvSource({
        "'', -tls1_3, TLSv1.3",
        "'', -tls1_2, TLSv1.2",
        "'', -tls1_1, none",
        "'', -tls1, none",
        "max_version: TLS12, -tls1_2, TLSv1.2",
        "max_version: TLS12, -tls1_3, none",
        "min_version: TLS13, -tls1_3, TLSv1.3",
        "min_version: TLS13, -tls1_2, none"
    })
    void only_the_versions_between_oldest_and_newest_are_spoken(
            String line, String client, String version) throws Exception {
        try (var server = serve("server", line)) {
            var said = openssl(server, client, "-cipher", "DEFAULT@SECLEVEL=0");

            if (version.equals("none")) {
                assertThat(said).doesNotContain(ANSWER).contains("alert protocol version");
            } else {
                assertThat(said).contains(ANSWER, "New, " + version + ", ");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "server, TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, ECDHE-ECDSA-AES128-GCM-SHA256",
        "server, TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, ECDHE-ECDSA-AES256-GCM-SHA384",
        "server, TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256, ECDHE-ECDSA-CHACHA20-POLY1305",
        "server, TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA, ECDHE-ECDSA-AES128-SHA",
        "server, TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA, ECDHE-ECDSA-AES256-SHA",
        "server-rsa, TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, ECDHE-RSA-AES128-GCM-SHA256",
        "server-rsa, TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384, ECDHE-RSA-AES256-GCM-SHA384",
        "server-rsa, TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256, ECDHE-RSA-CHACHA20-POLY1305",
        "server-rsa, TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA, ECDHE-RSA-AES128-SHA",
        "server-rsa, TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA, ECDHE-RSA-AES256-SHA"
    })
    void a_chosen_suite_is_the_only_one_up_to_tls_1_2(String certificate, String suite, String name)
            throws Exception {
        try (var server = serveWithoutHttp2(certificate, "cipher_suites: [" + suite + "]")) {
            var any = openssl(server, "-tls1_2", "-cipher", "ALL:@SECLEVEL=0");
            var others = openssl(server, "-tls1_2", "-cipher", "ALL:!" + name + ":@SECLEVEL=0");
            var newer = openssl(server, "-tls1_3");

            assertThat(any).contains(ANSWER, "Cipher is " + name + "\n");
            assertThat(others).doesNotContain(ANSWER).contains("alert handshake failure");
            assertThat(newer).contains(ANSWER);
        }
    }

    @ParameterizedTest
    @CsvSource({"true, ECDHE-ECDSA-AES256-GCM-SHA384", "false, ECDHE-ECDSA-AES128-GCM-SHA256"})
    void whose_order_of_suites_counts_can_be_chosen(boolean isServers, String name)
            throws Exception {
        try (var server =
                serve(
                        "server",
                        "prefer_server_cipher_suites: " + isServers,
                        "cipher_suites: [TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,"
                                + " TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256]")) {
            var said =
                    openssl(
                            server,
                            "-tls1_2",
                            "-cipher",
                            "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384");

            assertThat(said).contains("Cipher is " + name + "\n");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "CurveP256, P-256, 'ECDH, prime256v1'",
        "CurveP384, P-384, 'ECDH, secp384r1'",
        "CurveP521, P-521, 'ECDH, secp521r1'",
        "X25519, X25519, X25519"
    })
    void a_chosen_curve_is_the_only_one(String curve, String group, String shown) throws Exception {
        try (var server = serve("server-rsa", "curve_preferences: [" + curve + "]")) {
            for (String version : new String[] {"-tls1_2", "-tls1_3"}) {
                var same = openssl(server, version, "-groups", group);
                var any = openssl(server, version, "-groups", "X448:X25519:P-256:P-384:P-521");
                var other = openssl(server, version, "-groups", "X448");

                assertThat(same).contains(ANSWER, "Server Temp Key: " + shown);
                assertThat(any).contains(ANSWER, "Server Temp Key: " + shown);
                assertThat(other).doesNotContain(ANSWER).contains(" alert ");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        // who            nobody client foreign expired
        "NoClientCert,               yes, yes, yes, yes",
        "RequestClientCert,          yes, yes, yes, yes",
        "RequireClientCert,          no,  yes, yes, yes",
        "RequireAnyClientCert,       no,  yes, yes, yes",
        "VerifyClientCertIfGiven,    yes, yes, no,  no",
        "RequireAndVerifyClientCert, no,  yes, no,  no"
    })
    void each_kind_of_client_auth_lets_in_whom_it_should(
            String type, String nobody, String client, String foreign, String expired)
            throws Exception {
        var authorities = type.equals("NoClientCert") ? "" : "client_ca_file: ca.crt";
        try (var server = serve("server", "client_auth_type: " + type, authorities)) {
            for (String version : new String[] {"-tls1_2", "-tls1_3"}) {
                var entries = new ArrayList<String>();
                entries.add(isIn(openssl(server, version)));
                for (String name : new String[] {"client", "foreign", "expired"}) {
                    entries.add(isIn(openssl(server, as(name, version))));
                }

                assertThat(entries).as(version).containsExactly(nobody, client, foreign, expired);
            }
        }
    }

    @Test
    void without_an_authority_of_its_own_the_systems_are_asked() throws Exception {
        try (var server = serve("server", "client_auth_type: RequireAndVerifyClientCert")) {
            assertThat(isIn(openssl(server, as("client", "-tls1_3")))).isEqualTo("no");
        }
    }

    @Test
    void a_certificate_that_is_its_own_authority_is_let_in() throws Exception {
        try (var server =
                serve(
                        "server",
                        "client_auth_type: RequireAndVerifyClientCert",
                        "client_ca_file: other-ca.crt")) {
            assertThat(isIn(openssl(server, as("other-ca", "-tls1_3")))).isEqualTo("yes");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "scraper.example",
                "ops@example.org",
                "10.1.2.3",
                "2001:db8::1",
                "2001:DB8:0::1",
                "spiffe://example.org/prometheus"
            })
    void a_client_with_an_allowed_name_is_let_in_and_no_other(String name) throws Exception {
        try (var server =
                serve(
                        "server",
                        "client_auth_type: RequireAndVerifyClientCert",
                        "client_ca_file: ca.crt",
                        "client_allowed_sans: ['elsewhere', '" + name + "']")) {
            assertThat(isIn(openssl(server, as("client", "-tls1_3")))).isEqualTo("yes");
            assertThat(isIn(openssl(server, as("nameless", "-tls1_3")))).isEqualTo("no");
            assertThat(isIn(openssl(server))).isEqualTo("no");
            assertThat(server.listeners().failedHandshakes()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[example]", "['*.example']", "[SCRAPER.example]", "[client]", "[]"})
    void a_client_without_an_allowed_name_stays_out(String names) throws Exception {
        try (var server =
                serve(
                        "server",
                        "client_auth_type: RequireAnyClientCert",
                        "client_allowed_sans: " + names)) {
            assertThat(isIn(openssl(server, as("client", "-tls1_3")))).isEqualTo("no");
            assertThat(isIn(openssl(server, as("client", "-tls1_2")))).isEqualTo("no");
        }
    }

    @Test
    void a_verified_client_is_the_caller_and_an_unverified_one_is_not() throws Exception {
        try (var verified =
                        serve(
                                "server",
                                "client_auth_type: VerifyClientCertIfGiven",
                                "client_ca_file: ca.crt");
                var requested = serve("server", "client_auth_type: RequestClientCert")) {
            assertThat(openssl(verified, as("client", "-tls1_3")))
                    .contains(
                            "Certified[subject=CN=client, names=[scraper.example, ops@example.org,"
                                    + " 10.1.2.3, 2001:db8:0:0:0:0:0:1,"
                                    + " spiffe://example.org/prometheus]] by ");
            assertThat(openssl(requested, as("client", "-tls1_3"))).contains(ANSWER);
        }
    }

    @Test
    void new_handshakes_have_the_new_certificate_and_authorities() throws Exception {
        copy("server", "turning");
        copy("ca", "turning-ca");
        try (var server =
                serve(
                        "turning",
                        "client_auth_type: RequireAndVerifyClientCert",
                        "client_ca_file: turning-ca.crt")) {
            var before = openssl(server, as("client", "-tls1_3"));

            copy("server-rsa", "turning");
            copy("other-ca", "turning-ca");

            assertThat(before).contains("CN = server\n", "by HTTP/1.");
            assertThat(isIn(openssl(server, as("client", "-tls1_3")))).isEqualTo("no");
            assertThat(openssl(server, as("foreign", "-tls1_3")))
                    .contains("CN = server-rsa\n", "by HTTP/1.");
            assertThat(server.security().counts().failedReloads()).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void a_session_of_the_old_authorities_is_not_resumed() throws Exception {
        copy("ca", "resumed-ca");
        var session = folder.resolve("session").toString();
        try (var server =
                serve(
                        "server",
                        "client_auth_type: RequireAndVerifyClientCert",
                        "client_ca_file: resumed-ca.crt")) {
            openssl(server, as("client", "-tls1_2", "-sess_out", session));
            var resumed = openssl(server, "-tls1_2", "-sess_in", session);

            copy("other-ca", "resumed-ca");

            assertThat(resumed).contains("Reused, TLSv1.2", "by HTTP/1.");
            assertThat(isIn(openssl(server, "-tls1_2", "-sess_in", session))).isEqualTo("no");
        }
    }

    @ParameterizedTest
    @CsvSource({"true, 2", "false, 1.1"})
    void http_2_is_offered_where_it_is_configured(boolean isHttp2, String version)
            throws Exception {
        var config = config("server", "http_server_config:\n  http2: " + isHttp2 + "\n");
        try (var server = TestServer.of(config)) {
            var said = curl(server.url(), "--http2", "-w", "%{http_version}");

            assertThat(said)
                    .isEqualTo("Anonymous[] by HTTP/" + (isHttp2 ? "2.0" : "1.1") + "\n" + version);
            assertThat(curl(server.url(), "--http1.1", "-w", "%{http_version}")).endsWith("1.1");
        }
    }

    @Test
    void a_suite_that_http_2_forbids_gets_http_1_1() throws Exception {
        try (var server =
                serve(
                        "server",
                        "max_version: TLS12",
                        "cipher_suites: [TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA,"
                                + " TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256]")) {
            assertThat(curl(server.url(), "--http2", "-w", "%{http_version}")).endsWith("1.1");
        }
    }

    @Test
    void a_client_that_speaks_plain_http_is_told_so() throws Exception {
        try (var server = serve("server")) {
            assertThat(RawClient.talk(server.port(), "GET / HTTP/1.1\r\nHost: a\r\n\r\n"))
                    .startsWith("HTTP/1.0 400 Bad Request\r\n")
                    .endsWith("Client sent an HTTP request to an HTTPS server.\n");
            assertThat(RawClient.talk(server.port(), "\0\1\2\3")).isEmpty();
        }
    }

    @Test
    void any_name_of_the_machine_will_do() throws Exception {
        try (var server = serve("server")) {
            assertThat(openssl(server, "-servername", "elsewhere.example")).contains(ANSWER);
            assertThat(openssl(server, "-noservername")).contains(ANSWER);
        }
    }

    @Test
    void a_client_that_begins_a_handshake_and_waits_is_cut_off() throws Exception {
        var limits =
                new HttpLimits(
                        8192,
                        0,
                        java.time.Duration.ofMillis(500),
                        java.time.Duration.ofSeconds(30),
                        java.time.Duration.ofSeconds(30),
                        10);
        for (boolean isHttp2 : new boolean[] {true, false}) {
            var config = config("server", "http_server_config:\n  http2: " + isHttp2 + "\n");
            var security =
                    io.hypervigil.web.security.WebSecurity.open(
                            config, java.time.InstantSource.system());
            try (var server = TestServer.start(security, limits, List.of("127.0.0.1:0"))) {
                // The head of a ClientHello that never comes.
                assertThat(RawClient.talk(server.port(), "\u0016\u0003\u0001\u0002\u0000\u0001"))
                        .isEmpty();
            }
        }
    }

    private static String isIn(String said) {
        return said.contains("by HTTP/1.") ? "yes" : "no";
    }

    private static String[] as(String name, String... more) {
        var arguments = new ArrayList<>(List.of("-cert", name + ".crt", "-key", name + ".key"));
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    /** What s_client prints of a handshake and of the answer to a request. */
    private static String openssl(TestServer server, String... more) {
        var openssl = RealPart.require("openssl", "install the package openssl").toString();
        var command = new ArrayList<>(List.of(openssl, "s_client", "-ign_eof"));
        command.addAll(List.of("-connect", "127.0.0.1:" + server.port(), "-CAfile", "ca.crt"));
        command.addAll(List.of(more));
        return RealPart.run(folder, "GET / HTTP/1.0\r\nHost: a\r\n\r\n", command).output();
    }

    private static String curl(String url, String... more) {
        var curl = RealPart.require("curl", "install the package curl").toString();
        var command = new ArrayList<>(List.of(curl, "-sS", "--cacert", "ca.crt"));
        command.addAll(List.of(more));
        command.add(url);
        return RealPart.run(folder, "", command).output();
    }

    private static TestServer serve(String certificate, String... lines) throws Exception {
        return TestServer.of(config(certificate, "", lines));
    }

    private static TestServer serveWithoutHttp2(String certificate, String... lines)
            throws Exception {
        return TestServer.of(config(certificate, "http_server_config:\n  http2: false\n", lines));
    }

    private static Path config(String certificate, String more, String... lines)
            throws IOException {
        var yaml = new StringBuilder("tls_server_config:\n");
        yaml.append("  cert_file: ").append(certificate).append(".crt\n");
        yaml.append("  key_file: ").append(certificate).append(".key\n");
        for (String line : lines) {
            yaml.append("  ").append(line).append('\n');
        }
        var file = Files.createTempFile(folder, "web", ".yml");
        return Files.writeString(file, yaml.append(more));
    }

    private static void copy(String from, String to) throws IOException {
        for (String kind : new String[] {".crt", ".key"}) {
            Files.copy(
                    folder.resolve(from + kind),
                    folder.resolve(to + kind),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
