package io.hypervigil.containers.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.containers.launch.ImageName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryLoginsTest {

    private static final String FILE =
            """
            {"auths": {
              "registry.example.org": {"auth": "%HOST%"},
              "registry.example.org/team": {"auth": "%TEAM%"},
              "https://old.example.org/v2/": {"username": "ann", "password": "o:ld"},
              "127.0.0.1:5000": {"identitytoken": "t0ken", "auth": "%HOST%"},
              "https://index.docker.io/v1/": {"auth": "%HOST%"}
            }}
            """
                    .replace("%HOST%", base64("ada:s3cret:x"))
                    .replace("%TEAM%", base64("team:other\0\0"));

    @TempDir
    @SuppressWarnings("NullAway.Init") // By JUnit.
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    registry.example.org/app | {"username":"ada","password":"s3cret:x","serveraddress":"registry.example.org"}
                    registry.example.org/teams/app | {"username":"ada","password":"s3cret:x","serveraddress":"registry.example.org"}
                    registry.example.org/team/app:1 | {"username":"team","password":"other","serveraddress":"registry.example.org"}
                    old.example.org/app | {"username":"ann","password":"o:ld","serveraddress":"old.example.org"}
                    127.0.0.1:5000/app | {"identitytoken":"t0ken","serveraddress":"127.0.0.1:5000"}
                    busybox | {"username":"ada","password":"s3cret:x","serveraddress":"https://index.docker.io/v1/"}
                    """)
    void the_most_particular_login_is_taken(String image, String expected) throws Exception {
        var header = logins(FILE).header(ImageName.parse(image)).orElseThrow();

        assertThat(new String(Base64.getUrlDecoder().decode(header), StandardCharsets.UTF_8))
                .isEqualTo(expected);
        assertThat(header.length() % 4).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"other.example.org/app", "127.0.0.1:5001/app", "example.org/team/app"})
    void who_has_no_login_asks_without(String image) throws Exception {
        assertThat(logins(FILE).header(ImageName.parse(image))).isEmpty();
        assertThat(new RegistryLogins(Optional.empty()).header(ImageName.parse(image))).isEmpty();
    }

    @Test
    void what_makes_no_sense_is_told_without_a_word_of_it() throws Exception {
        assertThat(failure("{\"auths\": s3cret")).endsWith("auth.json: it is no JSON document");
        assertThat(failure("{\"auths\": {\"example.org\": {\"auth\": \"s3cret!\"}}}"))
                .endsWith("auth.json: the login to example.org is no BASE64 of USER:PASSWORD");
        assertThat(failure("{\"auths\": {}, \"credsStore\": \"pass\"}"))
                .endsWith("auth.json: the login to example.org is kept by a program");
        assertThat(failure("{\"credHelpers\": {\"example.org\": \"ecr-login\"}}"))
                .endsWith("auth.json: the login to example.org is kept by a program");
        Files.delete(folder.resolve("auth.json"));
        assertThat(failure(new RegistryLogins(Optional.of(folder.resolve("auth.json")))))
                .endsWith("auth.json: it cannot be read: NoSuchFileException");
        assertThat(logins(FILE).toString()).doesNotContain("ada", "s3cret");
    }

    private String failure(String file) throws IOException {
        return failure(logins(file));
    }

    private static String failure(RegistryLogins logins) {
        var failure =
                catchThrowableOfType(
                        ActionFailure.class,
                        () -> logins.header(ImageName.parse("example.org/app")));
        assertThat(failure.getMessage()).startsWith("registry_auth_file ").doesNotContain("s3cret");
        assertThat(failure.getCause()).isNull();
        return String.valueOf(failure.getMessage());
    }

    private RegistryLogins logins(String file) throws IOException {
        return new RegistryLogins(
                Optional.of(Files.writeString(folder.resolve("auth.json"), file)));
    }

    private static String base64(String pair) {
        return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
