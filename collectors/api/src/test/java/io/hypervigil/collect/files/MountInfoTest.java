package io.hypervigil.collect.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a host makes of it is in the tests of file systems: lines that are refused too. */
final class MountInfoTest {

    @Test
    void a_line_has_two_kinds_of_options() {
        var mounts =
                MountInfo.parse(
                        Text.of(
                                "22 21 8:1 /a /b\\040c ro,noatime shared:1 - overlay overlay"
                                        + " rw,upperdir=/u\\0541\n"));

        assertThat(mounts)
                .containsExactly(
                        new MountInfo(
                                8,
                                1,
                                "/a",
                                "/b c",
                                "ro,noatime",
                                "overlay",
                                "overlay",
                                "rw,upperdir=/u\\0541"));
        assertThat(mounts.getFirst().device()).isEqualTo("8:1");
    }

    @ParameterizedTest
    @CsvSource({
        "/plain, /plain",
        "a\\040b, a b",
        "a\\134040b, a\\040b",
        "\\303\\274, ü",
        "a\\04, a\\04",
        "a\\0409, 'a 9'",
        "a\\089b, a\\089b",
    })
    void three_octal_digits_behind_a_backslash_are_a_byte(String escaped, String plain) {
        assertThat(MountInfo.plain(escaped)).isEqualTo(plain);
    }
}
