package io.hypervigil.host.jna;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ErrnoTest {

    @Test
    void an_error_is_told_in_words() {
        assertThat(Errno.text(2)).isEqualTo("no such file or directory");
    }

    @Test
    void an_error_that_has_no_name_here_is_told_by_its_number() {
        assertThat(Errno.text(133)).isEqualTo("errno 133");
    }
}
