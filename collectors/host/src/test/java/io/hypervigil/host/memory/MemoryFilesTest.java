package io.hypervigil.host.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.Text;
import io.hypervigil.host.part.MalformedFile;
import io.hypervigil.host.part.PartRound;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class MemoryFilesTest {

    @TempDir Path root;

    @Test
    void a_field_in_kilobytes_is_named_by_bytes_and_one_without_unit_is_not() throws IOException {
        Files.writeString(
                root.resolve("meminfo"),
                """
                MemTotal:       16432736 kB
                Active(anon):       1592 kB
                HugePages_Total:      12
                """);

        assertThat(PartRound.samplesOf(new Meminfo(FileTree.at(root))))
                .isEqualTo(
                        """
                        node_memory_Active_anon_bytes 1630208
                        node_memory_HugePages_Total 12
                        node_memory_MemTotal_bytes 16827121664
                        """);
    }

    @Test
    void the_fields_of_vmstat_are_those_of_the_pattern() throws IOException {
        Files.writeString(root.resolve("vmstat"), "oom_kill 2\npgfault 7\nnr_dirty 3\n");

        assertThat(
                        PartRound.samplesOf(
                                new Vmstat(FileTree.at(root), new VmstatSettings("^(oom|nr_)"))))
                .isEqualTo("node_vmstat_nr_dirty 3\nnode_vmstat_oom_kill 2\n");
    }

    @Test
    void what_a_node_has_stands_in_its_first_zone() {
        var zones =
                Zoneinfo.parse(
                        Text.of(
                                """
                                Node 0, zone      DMA
                                  per-node stats
                                      nr_dirty     281
                                  pages free     3840
                                        min      44
                                        protection: (0, 3019, 5707)
                                      nr_free_pages 3840
                                  pagesets
                                    cpu: 0
                                              high:     378
                                Node 1, zone   Normal
                                  pages free     1
                                        min      7
                                """));

        assertThat(zones).extracting(Zoneinfo.Zone::node).containsExactly("0", "1");
        assertThat(zones).extracting(Zoneinfo.Zone::name).containsExactly("DMA", "Normal");
        assertThat(zones.getFirst().pages().values()).containsExactly(281.0, 44.0, 3840.0);
        assertThat(zones.getFirst().protection()).containsExactly(0.0, 3019.0, 5707.0);
        assertThat(zones.getLast().protection()).isEmpty();
    }

    @Test
    void free_blocks_are_listed_by_their_size() {
        var zones = Buddyinfo.parse(Text.of("Node 1, zone   Normal   4381   1093    185 \n"));

        assertThat(zones)
                .containsExactly(new Buddyinfo.Zone("1", "Normal", List.of(4381.0, 1093.0, 185.0)));
    }

    static Stream<MalformedFile> files() {
        return Stream.of(
                new MalformedFile(Meminfo::parse, "MemTotal 1 kB\n", "line 1: no ':'"),
                new MalformedFile(
                        Meminfo::parse, "MemTotal: 1 MB\n", "line 1: unit 'MB', kB expected"),
                new MalformedFile(
                        Meminfo::parse, "A: 1 kB\nB: x\n", "line 2: 'x' is no whole number"),
                new MalformedFile(Vmstat::parse, "pgfault\n", "line 1: ends too early: 'pgfault'"),
                new MalformedFile(MeminfoNuma::parseMeminfo, "Node 0\n", "line 1: no ':'"),
                new MalformedFile(
                        MeminfoNuma::parseNumastat,
                        "numa_hit x\n",
                        "line 1: 'x' is no whole number"),
                new MalformedFile(Buddyinfo::parse, "Node 0\n", "line 1: no ','"),
                new MalformedFile(
                        Zoneinfo::parse,
                        "Node 0, zone DMA\n protection: (0, x)\n",
                        "line 2: 'x' is no number of pages"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void what_is_malformed_is_refused(MalformedFile file) {
        file.isRefused();
    }
}
