package io.hypervigil.host.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypervigil.collect.files.MalformedTextException;
import io.hypervigil.collect.files.Text;
import org.junit.jupiter.api.Test;

final class LoadavgTest {

    @Test
    void the_three_averages_come_first() {
        var load = Loadavg.parse(Text.of("0.21 0.37 12.39 1/719 19737\n"));

        assertThat(load).isEqualTo(new Loadavg.Reading(0.21, 0.37, 12.39));
    }

    @Test
    void a_cut_file_is_refused() {
        assertThatThrownBy(() -> Loadavg.parse(Text.of("0.21 0.37")))
                .isInstanceOf(MalformedTextException.class)
                .hasMessage("line 1: ends too early: '0.21 0.37'");
    }
}
