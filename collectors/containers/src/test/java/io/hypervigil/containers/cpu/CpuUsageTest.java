package io.hypervigil.containers.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.files.Text;
import io.hypervigil.containers.cpu.CpuUsage.Throttling;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class CpuUsageTest {

    @Test
    void version_2_has_all_in_one_file() {
        assertThat(
                        CpuUsage.parse(
                                Text.of(
                                        """
                                        usage_usec 2500000
                                        user_usec 2000000
                                        system_usec 500000
                                        core_sched.force_idle_usec 0
                                        nr_periods 10
                                        nr_throttled 3
                                        throttled_usec 1500000
                                        nr_bursts 0
                                        """)))
                .isEqualTo(
                        new CpuUsage(
                                OptionalDouble.of(2.5),
                                OptionalDouble.of(2),
                                OptionalDouble.of(0.5),
                                new Throttling(
                                        OptionalLong.of(10),
                                        OptionalLong.of(3),
                                        OptionalDouble.of(1.5))));
    }

    @Test
    void version_1_counts_throttling_in_nanoseconds() {
        var usage =
                CpuUsage.parse(Text.of("nr_periods 10\nnr_throttled 3\nthrottled_time 2000000\n"));

        assertThat(usage.throttling().throttledSeconds()).hasValue(0.002);
        assertThat(usage.usageSeconds()).isEmpty();
    }
}
