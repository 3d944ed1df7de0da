package io.hypervigil.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CredentialsTest {

    @ParameterizedTest
    @ValueSource(strings = {"Basic ", "basic ", "BASIC  "})
    void the_scheme_may_be_written_in_any_case(String scheme) {
        var given = Credentials.of(scheme + base64("alice:se:cret")).orElseThrow();

        assertThat(given.user()).isEqualTo("alice");
        assertThat(given.password()).asString().isEqualTo("se:cret");
    }

    @Test
    void user_and_password_may_be_empty() {
        var given = Credentials.of("Basic " + base64(":")).orElseThrow();

        assertThat(given.user()).isEmpty();
        assertThat(given.password()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Basic",
                "Basic ",
                "Basic !",
                "Basic YWxpY2U=",
                "Bearer YTpi",
                "Basicx YTpi",
                "Basic YTpi YTpi",
                "YTpi"
            })
    void anything_else_is_none(String header) {
        assertThat(Credentials.of(header)).isEmpty();
    }

    @Property
    void no_header_breaks_it(@ForAll String header) {
        assertThat(Credentials.of("Basic " + header)).isNotNull();
    }

    @Test
    void the_password_is_never_shown() {
        assertThat(Credentials.of("alice", "secret")).hasToString("alice");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
