package io.hypervigil.host.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.HostFiles;
import io.hypervigil.collect.files.Text;
import io.hypervigil.host.part.MalformedFile;
import io.hypervigil.host.part.OneNumber;
import io.hypervigil.host.part.PartRound;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class KernelFilesTest {

    @TempDir Path root;

    @Test
    void totals_of_the_kernel_and_its_softirqs_by_kind() throws IOException {
        write(
                "stat",
                """
                cpu  1 2 3 4
                cpu0 1 2 3 4
                intr 333534 0 0 0
                ctxt 741903
                btime 1795235149
                processes 8192
                procs_running 1
                procs_blocked 0
                softirq 100 1 2 3 4 5 6 7 8 9 10
                """);

        assertThat(PartRound.samplesOf(new Stat(FileTree.at(root), new StatSettings(true))))
                .isEqualTo(
                        """
                        node_boot_time_seconds 1795235149
                        node_context_switches_total 741903
                        node_forks_total 8192
                        node_intr_total 333534
                        node_procs_blocked 0
                        node_procs_running 1
                        node_softirqs_total{vector="block"} 5
                        node_softirqs_total{vector="block_iopoll"} 6
                        node_softirqs_total{vector="hi"} 1
                        node_softirqs_total{vector="hrtimer"} 9
                        node_softirqs_total{vector="net_rx"} 4
                        node_softirqs_total{vector="net_tx"} 3
                        node_softirqs_total{vector="rcu"} 10
                        node_softirqs_total{vector="sched"} 8
                        node_softirqs_total{vector="tasklet"} 7
                        node_softirqs_total{vector="timer"} 2
                        """);
    }

    @Test
    void a_kernel_says_what_it_is() throws IOException {
        write("sys/kernel/ostype", "Linux\n");
        write("sys/kernel/osrelease", "6.12.48\n");
        write("sys/kernel/version", "#1 SMP\n");
        write("sys/kernel/hostname", "hv1\n");
        write("sys/kernel/domainname", "(none)\n");
        write("sys/kernel/arch", "x86_64\n");

        assertThat(PartRound.samplesOf(new Uname(FileTree.at(root))))
                .isEqualTo(
                        """
                        node_uname_info{sysname="Linux",release="6.12.48",version="#1 SMP",machine="x86_64",nodename="hv1",domainname="(none)"} 1
                        """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "NAME=Debian|Debian",
                "NAME=\"Debian GNU/Linux\"|Debian GNU/Linux",
                "NAME='single \"quoted\"'|single \"quoted\"",
                "NAME=\"a \\\"b\\\" \\$c \\\\\"|a \"b\" $c \\",
                "NAME=plain # comment|plain",
                "NAME=a#b|a#b",
                "export NAME=x|x",
                "  NAME=x|x",
                "NAME=|``",
                "NAME=\"\"|``",
                "NAME=a=b|a=b",
            })
    void values_are_written_as_in_a_shell(String line, String value) {
        assertThat(OsReleaseFile.parse(Text.of("# comment\n\n" + line + "\n")))
                .containsEntry("NAME", value);
    }

    @ParameterizedTest
    @CsvSource({
        "13, 13",
        "20.04, 20.04",
        "9.6.1, 9.6",
        "12., 12",
        "'', ",
        "rolling, ",
        "0, ",
        "7-rc1, 7"
    })
    void the_version_is_its_first_two_numbers(String versionId, Double version) {
        assertThat(OsRelease.version(versionId).orElse(null)).isEqualTo(version);
    }

    @Test
    void the_first_file_that_is_there_names_the_distribution() throws IOException {
        write("usr/lib/os-release", "ID=nixos\nSUPPORT_END=\"2024-06-30\"\n");

        assertThat(PartRound.samplesOf(new OsRelease(FileTree.at(root))))
                .contains(",id=\"nixos\",")
                .contains("node_os_support_end_timestamp_seconds 1719705600\n")
                .doesNotContain("node_os_version");
    }

    @Test
    void a_day_that_is_none_is_refused() throws IOException {
        write("etc/os-release", "ID=x\nSUPPORT_END=soon\n");
        var part = new OsRelease(FileTree.at(root));

        assertThatThrownBy(() -> PartRound.samplesOf(part))
                .hasMessage("os-release: SUPPORT_END 'soon' is no date");
    }

    @Test
    void selinux_without_a_policy_is_not_enabled() throws IOException {
        write("fs/selinux/enforce", "1\n");
        write("self/attr/current", "kernel\0");
        var tree = FileTree.at(root);

        assertThat(PartRound.samplesOf(new Selinux(new HostFiles(tree, tree, tree, tree))))
                .isEqualTo("node_selinux_enabled 0\n");
    }

    @ParameterizedTest
    @CsvSource({
        "SELINUX=enforcing, 1",
        "SELINUX=Permissive, 0",
        "SELINUX=disabled, -1",
        "SELINUXTYPE=targeted, -1",
        "#SELINUX=enforcing, -1",
    })
    void the_configured_mode_is_a_word(String line, int mode) {
        assertThat(Selinux.parseConfig(Text.of(line + "\n"))).isEqualTo(mode);
    }

    static Stream<MalformedFile> files() {
        return Stream.of(
                new MalformedFile(Stat::parse, "ctxt x\n", "line 1: 'x' is no whole number"),
                new MalformedFile(
                        Stat::parse, "a\nsoftirq 1 2\n", "line 2: ends too early: 'softirq 1 2'"),
                new MalformedFile(Filefd::parse, "1024\t0\n", "line 1: ends too early: '1024\t0'"),
                new MalformedFile(Filefd::parse, "", "line 0: empty"),
                new MalformedFile(OneNumber::parse, "", "line 0: empty"),
                new MalformedFile(OneNumber::parse, "max\n", "line 1: 'max' is no whole number"),
                new MalformedFile(Cgroups::parse, "#x\ncpu 1\n", "line 2: ends too early: 'cpu 1'"),
                new MalformedFile(OsReleaseFile::parse, "ID\n", "line 1: no '=' in 'ID'"),
                new MalformedFile(OsReleaseFile::parse, "ID=\"a\n", "line 1: no closing \""));
    }

    @ParameterizedTest
    @MethodSource("files")
    void what_is_malformed_is_refused(MalformedFile file) {
        file.isRefused();
    }

    private void write(String path, String text) throws IOException {
        var file = root.resolve(path);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, text);
    }
}
