package io.hypervigil.host.xfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypervigil.collect.files.MalformedTextException;
import io.hypervigil.collect.files.Text;
import org.junit.jupiter.api.Test;

final class XfsTest {

    @Test
    void writes_come_before_reads() {
        var readings = Xfs.parse(Text.of("rw 28 97\nxpc 1 2 3\n"));

        assertThat(readings)
                .extracting(reading -> reading.counter().name() + " " + reading.value())
                .containsExactly(
                        "node_xfs_write_calls_total 28.0", "node_xfs_read_calls_total 97.0");
    }

    @Test
    void a_number_more_than_we_know_is_passed_over() {
        assertThat(Xfs.parse(Text.of("vnodes 1 2 3 4 5 6 7 8\n"))).hasSize(7);
    }

    @Test
    void a_number_too_few_is_refused() {
        assertThatThrownBy(() -> Xfs.parse(Text.of("debug 0\nrw 28\n")))
                .isInstanceOf(MalformedTextException.class)
                .hasMessage("line 2: ends too early: 'rw 28'");
    }
}
