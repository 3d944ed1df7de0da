package io.hypervigil.alerting.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hypervigil.alerting.http.Certificates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mails to a real mail server. */
final class EmailTest {

    @TempDir private static Path folder;

    @BeforeAll
    static void makeCertificate() throws IOException, InterruptedException {
        Certificates.make(folder);
    }

    private static Outcome send(MailServer server, String global, String item) {
        var all =
                "smtp_from: 'Wächter <hv@example.org>', smtp_hello: host.example.org, smtp_smarthost: '"
                        + server.address()
                        + "'"
                        + global;
        return Told.integration("email", all, item)
                .send(Told.message(Told.firing()), Told.sending());
    }

    @Test
    void a_mail_has_text_and_html_and_the_headers_of_the_configuration() throws IOException {
        try (var server = new MailServer(folder, "plain", "no")) {
            var item =
                    "to: 'A <a@example.org>, b@example.org', text: '{{ list }}', html: '<b>{{ list }}</b>',"
                            + " headers: {subject: 'GPU gefallen: ☠', X-Own: \"a\\r\\nBcc: evil@example.org\"}";
            assertThat(send(server, ", smtp_require_tls: false", item))
                    .isEqualTo(new Outcome.Delivered("taken as 42", Map.of()));
            var mail = server.mail();
            assertThat(mail.path("hello").asText()).isEqualTo("host.example.org");
            assertThat(mail.path("from").asText()).isEqualTo("hv@example.org");
            assertThat(mail.path("to").toString())
                    .isEqualTo("[\"a@example.org\",\"b@example.org\"]");
            assertThat(mail.path("tls").asBoolean()).isFalse();
            assertThat(lines(mail)).isEqualTo(expected());
        }
    }

    private static String lines(JsonNode mail) {
        return mail.path("mail").asText().replace("\r\n", "\n").strip();
    }

    private static String expected() {
        return """
        From: =?UTF-8?B?V8OkY2h0ZXI=?= <hv@example.org>
        To: A <a@example.org>, b@example.org
        Subject: =?UTF-8?B?R1BVIGdlZmFsbGVuOiDimKA=?=
        Date: Fri, 2 Jan 2026 03:05:05 GMT
        Message-Id: <KEY@host.example.org>
        X-Own: a Bcc: evil@example.org
        MIME-Version: 1.0
        Content-Type: multipart/alternative; boundary="=_SHORT"

        --=_SHORT
        Content-Type: text/plain; charset=UTF-8
        Content-Transfer-Encoding: base64

        TEXT
        --=_SHORT
        Content-Type: text/html; charset=UTF-8
        Content-Transfer-Encoding: base64

        HTML
        --=_SHORT--"""
                .replace("KEY", Told.message(Told.firing()).newsKey())
                .replace("SHORT", Told.message(Told.firing()).newsKey().substring(0, 24))
                .replace("TEXT", encoded("GPU <0> & fell\n"))
                .replace("HTML", encoded("&lt;b>GPU &lt;0> &amp; fell\n&lt;/b>"));
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void it_logs_in_by_what_the_server_offers_once_the_line_is_encrypted() throws IOException {
        for (var mechanism : new String[] {"PLAIN", "LOGIN", "CRAM-MD5"}) {
            try (var server = new MailServer(folder, "starttls", mechanism)) {
                var global =
                        ", smtp_auth_username: hv, smtp_auth_password: s3cr3t, smtp_auth_secret: s3cr3t,"
                                + " smtp_tls_config: {ca_file: '"
                                + folder.resolve("cert.pem")
                                + "'}";
                assertThat(send(server, global, "to: a@example.org"))
                        .isInstanceOf(Outcome.Delivered.class);
                var mail = server.mail();
                assertThat(mail.path("login").asText()).isEqualTo(mechanism + " hv");
                assertThat(mail.path("tls").asBoolean()).isTrue();
            }
        }
    }

    @Test
    void encryption_comes_first_where_it_is_asked_for() throws IOException {
        try (var server = new MailServer(folder, "implicit", "no")) {
            var tls =
                    "force_implicit_tls: true, tls_config: {ca_file: '"
                            + folder.resolve("cert.pem");
            assertThat(send(server, "", tls + "'}, to: a@example.org"))
                    .isInstanceOf(Outcome.Delivered.class);
            assertThat(server.mail().path("tls").asBoolean()).isTrue();
        }
    }

    @Test
    void a_server_of_an_unknown_authority_hears_nothing() throws IOException {
        try (var server = new MailServer(folder, "starttls", "no")) {
            assertThat(send(server, "", "to: a@example.org")).isInstanceOf(Outcome.Later.class);
            var trusting = "to: a@example.org, tls_config: {insecure_skip_verify: true}";
            assertThat(send(server, "", trusting)).isInstanceOf(Outcome.Delivered.class);
        }
    }

    @Test
    void a_server_without_encryption_is_refused_where_it_is_required() throws IOException {
        try (var server = new MailServer(folder, "plain", "no")) {
            assertThat(send(server, "", "to: a@example.org"))
                    .isEqualTo(
                            new Outcome.Refused("require_tls: the server does not offer STARTTLS"));
        }
    }

    @Test
    void a_wrong_password_and_a_refused_address_are_told_in_the_servers_words() throws IOException {
        try (var server = new MailServer(folder, "plain", "PLAIN")) {
            var off = ", smtp_require_tls: false, smtp_auth_username: hv, smtp_auth_password: ";
            assertThat(send(server, off + "wr0ng", "to: a@example.org").toString())
                    .startsWith("Refused[reason=535 ")
                    .doesNotContain("wr0ng");
            assertThat(send(server, off + "s3cr3t", "to: refused@example.org"))
                    .isEqualTo(new Outcome.Refused("550 no such user"));
            assertThat(send(server, off + "s3cr3t", "to: later@example.org"))
                    .isInstanceOf(Outcome.Later.class);
            assertThat(send(server, off + "s3cr3t", "to: 'a@example.org, refused@example.org'"))
                    .isEqualTo(
                            new Outcome.Delivered(
                                    "taken as 42; refused for 1: 550 no such user", Map.of()));
        }
    }

    @Test
    void the_mails_of_a_group_make_a_thread() throws IOException {
        try (var server = new MailServer(folder, "plain", "no")) {
            var item =
                    "to: a@example.org, require_tls: false,"
                            + " threading: {enabled: true, thread_by_date: daily}";
            send(server, "", item);
            assertThat(lines(server.mail()))
                    .contains("References: <" + Told.message(Told.firing()).hashedKey())
                    .contains("-2026-01-02@host.example.org>");
        }
    }
}
