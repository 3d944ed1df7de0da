package io.hypervigil.containers.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypervigil.collect.action.ActionFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageNameTest {

    @ParameterizedTest
    @CsvSource({
        "busybox, docker.io/library/busybox, latest",
        "busy:1, docker.io/library/busy, 1",
        "team/app, docker.io/team/app, latest",
        "docker.io/library/x:2, docker.io/library/x, 2",
        "localhost/busy:1, localhost/busy, 1",
        "registry.example.org/a/b/c:v1.2, registry.example.org/a/b/c, v1.2",
        "127.0.0.1:5000/app, 127.0.0.1:5000/app, latest",
        "localhost:5000/app:x, localhost:5000/app, x"
    })
    void a_name_says_where_it_comes_from(String given, String repository, String version)
            throws ActionFailure {
        var name = ImageName.parse(given);

        assertThat(name.repository()).isEqualTo(repository);
        assertThat(name.version()).isEqualTo(version);
    }

    @Test
    void a_digest_goes_before_a_tag() throws ActionFailure {
        var digest = "sha256:" + "0".repeat(64);

        assertThat(ImageName.parse("r.example/app:1@" + digest).version()).isEqualTo(digest);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "UPPER",
                "a//b",
                "/a",
                "a/",
                "a:",
                "a@sha256:0",
                "a b",
                "a?x=1",
                "a#b",
                "../etc",
                "http://r.example/a",
                "a:b:c",
                "ü",
                "a\nb"
            })
    void what_is_no_name_is_refused(String text) {
        assertThatThrownBy(() -> ImageName.parse(text))
                .isInstanceOf(ActionFailure.class)
                .hasMessage("image: '" + text + "' is no name of an image");
    }

    @Test
    void a_long_text_is_refused_quickly() {
        assertThatThrownBy(() -> ImageName.parse("a-".repeat(100_000)))
                .isInstanceOf(ActionFailure.class);
        assertThatThrownBy(() -> ImageName.parse("a.".repeat(255) + "/"))
                .isInstanceOf(ActionFailure.class);
    }
}
