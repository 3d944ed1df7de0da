package io.hypervigil.host.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.files.Text;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CpuTimesTest {

    private static final long TICKS_PER_SECOND = 100;

    private final CpuTimes times = new CpuTimes(TICKS_PER_SECOND);

    @Test
    void each_cpu_has_its_columns_and_the_sum_is_left_out() {
        var cpus =
                CpuTimes.parse(
                        Text.of(
                                """
                                cpu  11 22 33 44 55 66 77 88 99 110
                                cpu0 1 2 3 4 5 6 7 8 9 10
                                cpu11 18446744073709551615 20 30 40 50 60 70 80 90 100
                                intr 333534 0 0
                                """));

        assertThat(cpus).containsOnlyKeys(0, 11);
        assertThat(cpus.get(0)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        assertThat(cpus.get(11)).startsWith(-1, 20, 30);
    }

    @Test
    void an_old_kernel_has_fewer_columns() {
        var cpus = CpuTimes.parse(Text.of("cpu0 1 2 3 4 5 6 7\n"));

        assertThat(cpus.get(0)).containsExactly(1, 2, 3, 4, 5, 6, 7, 0, 0, 0);
    }

    @Test
    void a_counter_that_steps_back_a_little_stands_still() {
        times.advance(Map.of(0, ticks(1000, 50)));

        var after = times.advance(Map.of(0, ticks(1000 - 299, 60)));

        assertThat(after.get(0)).containsExactly(ticks(1000, 60));
    }

    @Test
    void idle_that_steps_back_three_seconds_is_a_cpu_that_was_replugged() {
        times.advance(Map.of(0, ticks(1000, 50)));

        var after = times.advance(Map.of(0, ticks(1000 - 300, 3)));

        assertThat(after.get(0)).containsExactly(ticks(700, 3));
    }

    @Test
    void a_cpu_that_goes_offline_vanishes() {
        times.advance(Map.of(0, ticks(1, 1), 1, ticks(1, 1)));

        var after = times.advance(Map.of(0, ticks(2, 2)));

        assertThat(after).containsOnlyKeys(0);
    }

    private static long[] ticks(long idle, long user) {
        return new long[] {user, 0, 0, idle, 0, 0, 0, 0, 0, 0};
    }
}
