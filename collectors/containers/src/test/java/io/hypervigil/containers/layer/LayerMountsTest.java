package io.hypervigil.containers.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LayerMountsTest {

    private static final String HOST =
            """
            27 1 254:0 / / rw,relatime - ext4 /dev/vda rw
            31 27 254:16 / /srv rw,relatime shared:5 - xfs /dev/vdb rw
            32 27 254:16 /docker /var/lib/docker rw,relatime shared:5 - xfs /dev/vdb rw
            33 27 0:51 / /home rw,relatime - zfs tank/home rw
            34 27 0:52 / /mnt/nas rw,relatime shared:7 master:2 - nfs4 nas:/x rw
            35 27 0:53 / /mnt/user rw,relatime - fuse.sshfs ann@x:/ rw
            36 27 254:32 / /data\\040of\\040ann rw,relatime - ext4 /dev/vdc rw
            """;

    @TempDir Path proc;

    @BeforeEach
    void mountHost() throws IOException {
        process(1, 0, HOST);
    }

    @ParameterizedTest
    @CsvSource({
        "/var/lib/docker/overlay2/3f/diff, /srv",
        "/var/lib/dockerish/3f/diff, /",
        "/var/lib/containerd/snapshots/7/fs, /",
        "/home/ann/.local/share/docker/overlay2/3f/diff, /home",
        "/data\\040of\\040ann/3f/diff, /data of ann"
    })
    void an_overlay_is_where_its_upper_folder_is(String upper, String expected) throws IOException {
        process(7, 1, overlay(upper));

        assertThat(new LayerMounts(proc).of(7, false)).contains(expected);
    }

    @ParameterizedTest
    @CsvSource({"/mnt/nas/3f/diff", "/mnt/user/3f/diff", "relative/3f/diff"})
    void what_could_hang_or_cannot_be_told_is_not_asked(String upper) throws IOException {
        process(7, 1, overlay(upper));

        assertThat(new LayerMounts(proc).of(7, false)).isEmpty();
    }

    @Test
    void a_folder_that_is_the_root_is_on_its_own_disk() throws IOException {
        process(7, 1, "67 44 254:16 /vfs/dir/8887 / rw - xfs /dev/vdb rw\n");

        assertThat(new LayerMounts(proc).of(7, false)).contains("/srv");
    }

    @Test
    void the_last_of_what_is_mounted_at_the_root_is_the_root() throws IOException {
        process(7, 1, "66 44 254:0 / / rw - ext4 /dev/vda rw\n" + overlay("/home/x/diff"));

        assertThat(new LayerMounts(proc).of(7, false)).contains("/home");
    }

    @Test
    void a_users_daemon_may_have_mounts_of_its_own() throws IOException {
        process(5, 1, HOST + "90 27 0:77 / /var/lib/docker rw,relatime - tmpfs tmpfs rw\n");
        process(7, 5, overlay("/var/lib/docker/overlay2/3f/diff"));
        process(8, 5, overlay("/home/ann/3f/diff"));

        var mounts = new LayerMounts(proc);

        assertThat(mounts.of(7, true)).as("the host has that file system nowhere").isEmpty();
        assertThat(mounts.of(8, true)).contains("/home");
    }

    @Test
    void what_is_mounted_by_a_program_or_only_read_has_no_place() throws IOException {
        process(7, 1, "66 44 0:61 / / rw - fuse.fuse-overlayfs fuse-overlayfs rw,user_id=0\n");
        process(8, 1, "66 44 0:62 / / ro - overlay overlay ro,lowerdir=/a:/b\n");

        var mounts = new LayerMounts(proc);

        assertThat(mounts.of(7, true)).isEmpty();
        assertThat(mounts.of(8, false)).isEmpty();
        assertThat(mounts.of(9, false)).as("no such process").isEmpty();
    }

    @Test
    void mounts_that_make_no_sense_are_none() throws IOException {
        process(7, 1, "66 44\n");

        assertThat(new LayerMounts(proc).of(7, false)).isEmpty();
    }

    private static String overlay(String upper) {
        return "70 44 0:49 / / rw,relatime - overlay overlay rw,lowerdir=/l1:/l2,upperdir="
                + upper
                + ",workdir=/w\n";
    }

    private void process(long pid, long parent, String mountinfo) throws IOException {
        var folder = Files.createDirectories(proc.resolve(Long.toString(pid)));
        Files.writeString(folder.resolve("mountinfo"), mountinfo);
        Files.writeString(
                folder.resolve("stat"), pid + " (a) b) S " + parent + " 7 7 0 -1 4194560 1 2 3\n");
    }
}
