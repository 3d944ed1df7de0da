package io.hypervigil.host.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypervigil.collect.files.FileTree;
import io.hypervigil.host.jna.Timex;
import io.hypervigil.host.part.NotHere;
import io.hypervigil.host.part.PartRound;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClockDisciplineTest {

    private static final int IN_STEP = 0;

    @TempDir Path recorded;

    @Test
    void a_clock_in_step_that_counts_nanoseconds() throws IOException {
        var discipline = discipline(IN_STEP, Timex.STA_NANO | 1, 12_500, -65_536_000);

        assertThat(PartRound.samplesOf(sink -> ClockDiscipline.write(discipline, sink)))
                .isEqualTo(
                        """
                        node_timex_estimated_error_seconds 1.6E-5
                        node_timex_frequency_adjustment_ratio 0.999
                        node_timex_loop_time_constant 7
                        node_timex_maxerror_seconds 0.0165
                        node_timex_offset_seconds 1.25E-5
                        node_timex_pps_calibration_total 2
                        node_timex_pps_error_total 3
                        node_timex_pps_frequency_hertz 0
                        node_timex_pps_jitter_seconds 5.0E-9
                        node_timex_pps_jitter_total 1
                        node_timex_pps_shift_seconds 4
                        node_timex_pps_stability_exceeded_total 4
                        node_timex_pps_stability_hertz 0
                        node_timex_status 8193
                        node_timex_sync_status 1
                        node_timex_tai_offset_seconds 37
                        node_timex_tick_seconds 0.01
                        """);
    }

    @Test
    void a_clock_out_of_step_that_counts_microseconds() throws IOException {
        var discipline = discipline(Timex.TIME_ERROR, 0x40, -12_500, 0);

        assertThat(PartRound.samplesOf(sink -> ClockDiscipline.write(discipline, sink)))
                .contains("node_timex_sync_status 0\n")
                .contains("node_timex_offset_seconds -0.0125\n")
                .contains("node_timex_pps_jitter_seconds 5.0E-6\n");
    }

    @Test
    void a_recorded_tree_is_not_mixed_with_this_machines_clock() {
        var part = new ClockDiscipline(FileTree.at(recorded));

        assertThatThrownBy(() -> PartRound.samplesOf(part))
                .isInstanceOf(NotHere.class)
                .hasMessage("adjtimex answers for the running machine, not for a recorded one");
    }

    private static Timex.Discipline discipline(int state, int status, long offset, long freq) {
        return new Timex.Discipline(
                state, offset, freq, 16_500, 16, status, 7, 10_000, 0, 5, 4, 0, 1, 2, 3, 4, 37);
    }
}
