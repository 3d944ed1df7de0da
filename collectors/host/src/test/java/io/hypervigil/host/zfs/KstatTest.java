package io.hypervigil.host.zfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypervigil.collect.files.MalformedTextException;
import io.hypervigil.collect.files.Text;
import io.hypervigil.host.zfs.Kstat.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KstatTest {

    private static final String HEAD =
            "13 1 0x01 96 26112 143 101\nname                            type data\n";

    @Test
    void numbers_of_64_bits_are_taken_with_their_sign() {
        var kstat =
                Kstat.parse(
                        Text.of(
                                HEAD
                                        + "hits                            4    8772612\n"
                                        + "memory_available_bytes          3    -922337203\n"
                                        + "most                            4    18446744073709551615\n"
                                        + "state                           7    on\n"));

        assertThat(kstat.values())
                .containsExactly(
                        new Value("hits", 8772612),
                        new Value("memory_available_bytes", -922337203),
                        new Value("most", 0x1p64));
    }

    @Test
    void the_name_of_a_dataset_may_hold_blanks() {
        var kstat =
                Kstat.parse(
                        Text.of(
                                HEAD
                                        + "dataset_name                    7    tank/vm disks\nreads 4 2\n"));

        assertThat(kstat.dataset()).isEqualTo("tank/vm disks");
        assertThat(kstat.values()).containsExactly(new Value("reads", 2));
    }

    @Test
    void columns_are_named_by_the_line_above_them() {
        var kstat =
                Kstat.parseColumns(
                        Text.of(
                                "12 3 0x00 1 80 79 39\nnread    nwritten reads\n1884160  3206144  22\n"));

        assertThat(kstat.values())
                .containsExactly(
                        new Value("nread", 1884160),
                        new Value("nwritten", 3206144),
                        new Value("reads", 22));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hits 4 1\n", HEAD + "hits 4 many\n", HEAD + "hits 4\n"})
    void a_malformed_file_is_refused(String text) {
        assertThatThrownBy(() -> Kstat.parse(Text.of(text)))
                .isInstanceOf(MalformedTextException.class);
    }
}
