package io.hypervigil.host.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.files.Text;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class CpuListTest {

    @Test
    void ranges_and_single_cpus_are_parted_by_commas() {
        assertThat(CpuList.parse(Text.of("0-2,8,10-11\n"))).containsExactly(0, 1, 2, 8, 10, 11);
        assertThat(CpuList.parse(Text.of("\n"))).isEmpty();
        assertThat(CpuList.parse(Text.of(""))).isEmpty();
    }

    @Property
    void what_is_written_one_by_one_is_read_back(@ForAll Set<@IntRange(max = 4096) Integer> cpus) {
        var sorted = new TreeSet<>(cpus);
        var list = sorted.stream().map(String::valueOf).collect(Collectors.joining(","));

        assertThat(CpuList.parse(Text.of(list + "\n"))).containsExactlyElementsOf(sorted);
    }
}
