package io.hypervigil.libvirt.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LinkTargetTest {

    @Test
    void a_uri_needs_no_name_and_may_hold_an_equals_sign() {
        assertThat(LinkTarget.parse("qemu+unix:///system?socket=/run/a=b"))
                .isEqualTo(new LinkTarget(Optional.empty(), "qemu+unix:///system?socket=/run/a=b"));
    }

    @Test
    void a_name_stands_before_the_first_equals_sign() {
        assertThat(LinkTarget.parse("east-1.a_b=qemu+ssh://root@east/system?socket=/run/a"))
                .isEqualTo(
                        new LinkTarget(
                                Optional.of("east-1.a_b"),
                                "qemu+ssh://root@east/system?socket=/run/a"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    =qemu:///system       | libvirt connection '': 1 to 64 letters, digits, '_', '.' and '-' expected
                    e/st=qemu:///system   | libvirt connection 'e/st': 1 to 64 letters, digits, '_', '.' and '-' expected
                    east=                 | libvirt URI '': one such as qemu:///system expected
                    qemu                  | libvirt URI 'qemu': one such as qemu:///system expected
                    qemu:system           | libvirt URI 'qemu:system': one such as qemu:///system expected
                    qemu:///a b           | libvirt URI 'qemu:///a b': Illegal character in path
                    """)
    void what_is_neither_says_what_was_expected(String text, String message) {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> LinkTarget.parse(text))
                .withMessage(message);
    }

    @Test
    void several_are_told_apart_by_name() {
        assertThat(LinkTarget.parse(List.of("a=qemu:///system", "b=qemu:///system")))
                .extracting(LinkTarget::name)
                .containsExactly(Optional.of("a"), Optional.of("b"));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> LinkTarget.parse(List.of("a=qemu:///system", "qemu:///session")))
                .withMessage(
                        "libvirt URI 'qemu:///session': one of several needs a name, NAME=URI"
                                + " expected");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(
                        () -> LinkTarget.parse(List.of("a=qemu:///system", "a=qemu:///session")))
                .withMessage("libvirt connection 'a': named twice");
    }

    @Property
    void any_text_is_taken_or_refused_in_words(@ForAll String text) {
        try {
            assertThat(LinkTarget.parse(text).uri()).isNotEmpty();
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageStartingWith("libvirt ");
        }
    }
}
