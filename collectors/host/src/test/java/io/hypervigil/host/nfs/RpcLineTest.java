package io.hypervigil.host.nfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypervigil.collect.files.MalformedTextException;
import io.hypervigil.collect.files.Text;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RpcLineTest {

    @Test
    void numbers_go_by_their_keyword_and_the_dead_histogram_of_threads_is_left_out() {
        var lines = RpcLine.parse(Text.of("rc 0 6 18622\nth 8 0 0.000 0.000\nproc2 2 5 6\n"));

        assertThat(lines)
                .isEqualTo(
                        Map.of(
                                "rc", List.of(0.0, 6.0, 18622.0),
                                "th", List.of(8.0, 0.0),
                                "proc2", List.of(2.0, 5.0, 6.0)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "rc; line 1: 'rc' without a number",
                "rc x; line 1: 'x' is no whole number",
                "proc3 3 1 2; line 1: proc3 has 2 numbers, 3 expected",
            })
    void what_is_malformed_is_refused(String line, String refusal) {
        assertThatThrownBy(() -> RpcLine.parse(Text.of(line)))
                .isInstanceOf(MalformedTextException.class)
                .hasMessage(refusal);
    }
}
