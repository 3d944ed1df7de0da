package io.hypervigil.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PemTest {

    @Property
    void no_text_breaks_it(@ForAll String text) {
        assertIsRefused(text);
    }

    @Property
    void no_body_breaks_it(@ForAll byte[] body) {
        var base64 = Base64.getMimeEncoder().encodeToString(body);

        assertIsRefused("-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n");
    }

    @ParameterizedTest
    @CsvSource({
        "'', no PEM private key in it",
        "-----BEGIN PRIVATE KEY-----, the PRIVATE KEY block has no end",
        "-----BEGIN PRIVATE KEY-----!-----END PRIVATE KEY-----, the PRIVATE KEY block is not base64",
        "-----BEGIN PUBLIC KEY-----AA==-----END PUBLIC KEY-----, no PEM private key in it"
    })
    void a_key_that_is_none_is_named(String text, String message) {
        assertThat(catchThrowable(() -> Pem.privateKey(text)))
                .isInstanceOf(MalformedPemException.class)
                .hasMessage(message);
    }

    private static void assertIsRefused(String text) {
        assertThat(catchThrowable(() -> Pem.certificates(text)))
                .isInstanceOf(MalformedPemException.class);
    }
}
