package io.hypervigil.host.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.MalformedTextException;
import io.hypervigil.collect.files.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MountTest {

    private static final String ROOT = "21 1 252:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw\n";

    @TempDir Path folder;

    @Test
    void a_line_has_any_number_of_optional_fields() {
        var mounts =
                parse(
                        ROOT
                                + "22 21 8:1 /a /b ro,noatime shared:1 master:2 propagate_from:3 - xfs /dev/sdb rw\n"
                                + "23 21 0:5 / /c rw - tmpfs tmpfs rw,size=4k\n");

        assertThat(mounts)
                .containsExactly(
                        new Mount(252, 1, "/", "ext4", "/dev/sda1", false, false),
                        new Mount(8, 1, "/b", "xfs", "/dev/sdb", true, false),
                        new Mount(0, 5, "/c", "tmpfs", "tmpfs", false, false));
    }

    @Test
    void a_device_may_be_empty() {
        var mounts = parse("54 21 0:72 / /opt/scratch rw,relatime - tmpfs  rw,size=1024k\n");

        assertThat(mounts)
                .containsExactly(new Mount(0, 72, "/opt/scratch", "tmpfs", "", false, false));
    }

    @Test
    void escapes_of_the_kernel_are_undone_in_the_path_alone() {
        var mounts =
                parse("5 1 0:1 / /a\\040b\\011c\\134040\\012d rw - cifs //nas/my\\040share rw\n");

        assertThat(mounts)
                .containsExactly(
                        new Mount(
                                0,
                                1,
                                "/a b\tc\\040\nd",
                                "cifs",
                                "//nas/my\\040share",
                                false,
                                false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rw,nosuid | rw,devices | false | false",
                "ro,relatime | rw,direct | true | false",
                "rw,user_id=1 | ro | false | true",
                "nodev,ro | rw,errors=remount-ro | true | false",
                "rw,ro,x | ro,nodev | true | true",
            })
    void read_only_is_told_by_an_option_of_its_own(
            String mount, String fileSystem, boolean isHere, boolean isItself) {
        var mounts = parse("5 1 0:1 / /a " + mount + " - ext4 x " + fileSystem + "\n");

        assertThat(mounts).containsExactly(new Mount(0, 1, "/a", "ext4", "x", isHere, isItself));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "21 1 252:1 / / rw",
                "21 1 252:1 / / rw ext4 /dev/sda1 rw",
                "21 1 252:1 / / rw - ext4 /dev/sda1",
                "21 1 252 / / rw - ext4 /dev/sda1 rw",
                "21 1 a:b / / rw - ext4 /dev/sda1 rw",
            })
    void a_malformed_line_is_refused_with_its_number(String line) {
        assertThatThrownBy(() -> parse(ROOT + line + "\n"))
                .isInstanceOf(MalformedTextException.class)
                .hasMessageStartingWith("line 2: ");
    }

    @Property
    void any_text_is_parsed_or_refused(@ForAll String text) {
        try {
            assertThat(parse(text)).isNotNull();
        } catch (MalformedTextException refused) {
            assertThat(refused).hasMessageStartingWith("line ");
        }
    }

    @Test
    void the_first_process_is_asked_before_our_own() throws IOException {
        write("1/mountinfo", ROOT);
        write("self/mountinfo", ROOT.replace("/dev/sda1", "overlay"));

        assertThat(Mount.ofHost(FileTree.at(folder)))
                .extracting(Mount::device)
                .containsExactly("/dev/sda1");
    }

    @Test
    void where_the_first_process_is_hidden_our_own_is_asked() throws IOException {
        write("self/mountinfo", ROOT);

        assertThat(Mount.ofHost(FileTree.at(folder))).hasSize(1);
    }

    @Test
    void without_either_the_file_is_named() {
        assertThatThrownBy(() -> Mount.ofHost(FileTree.at(folder)))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageEndingWith("self/mountinfo");
    }

    @Test
    void mounts_below_the_root_of_the_host_lose_its_prefix() {
        var mounts =
                List.of(
                        new Mount(8, 1, "/host", "ext4", "/dev/sda1", false, false),
                        new Mount(8, 2, "/host/home", "ext4", "/dev/sda2", true, false),
                        new Mount(8, 3, "/hostile", "ext4", "/dev/sda3", false, false));

        assertThat(HostMounts.below(Path.of("/host"), mounts))
                .containsExactly(
                        new Mount(8, 1, "/", "ext4", "/dev/sda1", false, false),
                        new Mount(8, 2, "/home", "ext4", "/dev/sda2", true, false),
                        new Mount(8, 3, "/hostile", "ext4", "/dev/sda3", false, false));
    }

    @Test
    void a_root_that_is_lent_read_only_does_not_make_the_host_read_only() {
        var mounts =
                List.of(
                        new Mount(8, 1, "/host", "ext4", "/dev/sda1", true, false),
                        new Mount(8, 2, "/host/home", "ext4", "/dev/sda2", true, false),
                        new Mount(8, 3, "/host/old", "ext4", "/dev/sda3", true, true),
                        new Mount(0, 9, "/etc/hosts", "ext4", "/dev/sda1", true, false));

        assertThat(HostMounts.below(Path.of("/host"), mounts))
                .extracting(mount -> mount.isReadOnlyHere() || mount.isReadOnlyItself())
                .containsExactly(false, false, true, true);
    }

    private void write(String path, String text) throws IOException {
        var file = folder.resolve(path);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, text);
    }

    private static List<Mount> parse(String text) {
        return Mount.parse(Text.of(text));
    }
}
