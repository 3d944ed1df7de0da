package io.hypervigil.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against hashes by libxcrypt's crypt(3). */
final class BcryptTest {

    private static final String SALT = "$04$abcdefghijklmnopqrstuu";

    private final PasswordCheck bcrypt = new Bcrypt();

    @ParameterizedTest
    @CsvSource({
        "'', byCG3zY1GIXMyxfivm.ClDiInHzxjiq",
        "secret, 2r9OfJnfCsdneAXAGHnS4UpFFP8WIrW",
        "pässwörd, yx2n0Zzopyr9QuYTMCfOJJOj526QVoC"
    })
    void each_kind_of_hash_knows_its_password(String password, String hash) {
        for (String kind : new String[] {"$2a", "$2b", "$2y"}) {
            var stored = new PasswordHash(kind + SALT + hash);

            assertThat(matches(password, stored)).as(kind).isTrue();
            assertThat(matches(password + " ", stored)).as(kind).isFalse();
        }
    }

    @Test
    void seventy_two_bytes_count() {
        var of71 = new PasswordHash("$2y" + SALT + "MCu.k1vM/ywQwiONaEn3oEMlZoCVBd6");
        var of72 = new PasswordHash("$2y" + SALT + "BzzIgyKkz7xMWYSzkIjUSnxEQFQ0WNe");
        var endsInB = new PasswordHash("$2y" + SALT + "OamT/wNYAA2T3dwK/uVZX5KdYiWAze2");

        assertThat(matches("a".repeat(71), of71)).isTrue();
        assertThat(matches("a".repeat(72), of71)).isFalse();
        assertThat(matches("a".repeat(72), of72)).isTrue();
        assertThat(matches("a".repeat(73), of72)).isTrue();
        assertThat(matches("a".repeat(71) + "b", endsInB)).isTrue();
        assertThat(matches("a".repeat(71) + "b", of72)).isFalse();
    }

    @Test
    void nobody_has_the_hash_of_nobody() {
        var hash = PasswordHash.ofNobody(4);

        assertThat(hash.cost()).isEqualTo(4);
        assertThat(matches("", hash)).isFalse();
    }

    private boolean matches(String password, PasswordHash hash) {
        return bcrypt.matches(password.getBytes(StandardCharsets.UTF_8), hash);
    }
}
