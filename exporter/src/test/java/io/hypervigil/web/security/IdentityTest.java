package io.hypervigil.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.ECPrivateKey;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class IdentityTest {

    @TempDir static Path folder;

    private static Pki pki;

    @BeforeAll
    static void makeKeys() throws Exception {
        pki = new Pki(folder);
        pki.authority("ca");
        pki.issueRsa("rsa");
        pki.issueEc("ec");
        pki.issueEd25519("ed25519");
        pki.run("pkey", "-in", "rsa.key", "-traditional", "-out", "rsa-pkcs1.key");
        pki.run("pkey", "-in", "ec.key", "-traditional", "-out", "ec-sec1.key");
        pki.run("ec", "-in", "ec.key", "-no_public", "-out", "ec-short.key");
        for (String kind : new String[] {"rsa", "ec"}) {
            pki.run(
                    "pkey",
                    "-in",
                    kind + ".key",
                    "-traditional",
                    "-aes128",
                    "-passout",
                    "pass:x",
                    "-out",
                    kind + "-locked-old.key");
            pki.run(
                    "pkey",
                    "-in",
                    kind + ".key",
                    "-aes128",
                    "-passout",
                    "pass:x",
                    "-out",
                    kind + "-locked.key");
        }
        var parameters = pki.run("ecparam", "-name", "prime256v1");
        Files.writeString(
                pki.file("ec-parameters.key"),
                parameters + Files.readString(pki.file("ec-sec1.key")));
    }

    @ParameterizedTest
    @CsvSource({
        "rsa, rsa, RSA",
        "rsa, rsa-pkcs1, RSA",
        "ec, ec, EC",
        "ec, ec-sec1, EC",
        "ec, ec-short, EC",
        "ec, ec-parameters, EC",
        "ed25519, ed25519, EdDSA"
    })
    void keys_of_each_form_are_read(String certificate, String key, String algorithm)
            throws Exception {
        assertThat(identity(certificate, key).key().getAlgorithm()).isEqualTo(algorithm);
    }

    @Test
    void a_key_in_sec1_is_the_one_in_pkcs8() throws Exception {
        assertThat(((ECPrivateKey) identity("ec", "ec-short").key()).getS())
                .isEqualTo(((ECPrivateKey) identity("ec", "ec").key()).getS());
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa-locked", "rsa-locked-old", "ec-locked", "ec-locked-old"})
    void an_encrypted_key_says_what_to_do(String key) {
        assertThatThrownBy(() -> identity(key.startsWith("ec") ? "ec" : "rsa", key))
                .isInstanceOf(MalformedPemException.class)
                .hasMessageStartingWith("the key is encrypted: ")
                .hasMessageContaining("openssl pkey -in KEY -out PLAIN");
    }

    @ParameterizedTest
    @CsvSource({
        "rsa, ec, no RSA key",
        "ec, rsa, no EC key",
        "ec, rsa-pkcs1, no EC key",
        "rsa, ec-sec1, no RSA key",
        "ed25519, ec, no EdDSA key"
    })
    void a_key_of_another_kind_is_refused(String certificate, String key, String message) {
        assertThatThrownBy(() -> identity(certificate, key))
                .isInstanceOf(MalformedPemException.class)
                .hasMessageStartingWith(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa", "ec", "ed25519"})
    void another_certificates_key_is_refused(String kind) throws Exception {
        var other = new Pki(Files.createDirectory(folder.resolve("other-" + kind)));
        other.authority("ca");
        switch (kind) {
            case "rsa" -> other.issueRsa("k");
            case "ec" -> other.issueEc("k");
            default -> other.issueEd25519("k");
        }
        var key = Files.readString(other.file("k.key"));

        assertThatThrownBy(() -> Identity.of(Pem.certificates(text(kind + ".crt")), key))
                .isInstanceOf(MalformedPemException.class)
                .hasMessage("the key does not belong to the certificate");
    }

    @Test
    void a_chain_keeps_its_order_and_passes_over_the_rest() throws Exception {
        var text = "Bag Attributes: ä\n" + text("ec.crt") + text("ec.key") + text("ca.crt");

        assertThat(Pem.certificates(text))
                .extracting(c -> c.getSubjectX500Principal().getName())
                .containsExactly("CN=ec", "CN=ca");
    }

    @Test
    void windows_line_ends_do_no_harm() throws Exception {
        var key = text("ec.key").replace("\n", "\r\n");
        var certificate = text("ec.crt").replace("\n", "\r\n");

        assertThat(Identity.of(Pem.certificates(certificate), key).chain()).hasSize(1);
    }

    private static Identity identity(String certificate, String key) throws Exception {
        return Identity.of(Pem.certificates(text(certificate + ".crt")), text(key + ".key"));
    }

    private static String text(String file) throws Exception {
        return Files.readString(pki.file(file));
    }
}
