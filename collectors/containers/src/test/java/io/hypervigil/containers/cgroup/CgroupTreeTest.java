package io.hypervigil.containers.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.RealPart;
import io.hypervigil.collect.files.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CgroupTreeTest {

    private static final String A = "a1".repeat(32);
    private static final String B = "b2".repeat(32);

    @TempDir Path folder;

    @Test
    void containers_and_virtual_machines_are_not_entered() throws IOException {
        make(
                "system.slice/docker-" + A + ".scope/init.scope",
                "machine.slice/machine-qemu\\x2d1\\x2dvm.scope/libvirt/vcpu0",
                "system.slice/web.service/libpod-payload-" + A + "/nested");

        assertThat(paths(tree(100).list()))
                .containsExactly(
                        "/machine.slice",
                        "/machine.slice/machine-qemu\\x2d1\\x2dvm.scope",
                        "/system.slice",
                        "/system.slice/docker-" + A + ".scope",
                        "/system.slice/web.service",
                        "/system.slice/web.service/libpod-payload-" + A);
    }

    @Test
    void the_files_of_a_group_are_no_groups() throws IOException {
        make("memory.slice", "lxc.payload.web");
        for (String file : List.of("memory.stat", "cgroup.procs", "tasks", "cpu.max", "io.stat")) {
            Files.writeString(folder.resolve("fs/cgroup/" + file), "");
        }

        assertThat(paths(tree(100).list())).containsExactly("/lxc.payload.web", "/memory.slice");
    }

    @Test
    void more_groups_than_wanted_are_left_out_and_said() throws IOException {
        make("a.slice", "b.slice", "c.slice");

        var listing = tree(2).list();

        assertThat(listing.isWhole()).isFalse();
        assertThat(paths(listing)).containsExactly("/a.slice", "/b.slice");
    }

    @Test
    void a_tree_without_end_is_not_followed() throws IOException {
        make("a.slice/".repeat(30));

        var listing = tree(100).list();

        assertThat(listing.isWhole()).isFalse();
        assertThat(listing.groups()).hasSize(16);
    }

    @Test
    void groups_come_and_go_between_two_lists() throws IOException {
        make("a.slice", "b.slice");
        var tree = tree(100);
        tree.list();
        Files.delete(folder.resolve("fs/cgroup/a.slice"));
        make("c.slice");

        assertThat(paths(tree.list())).containsExactly("/b.slice", "/c.slice");
    }

    @Test
    void groups_below_one_that_had_none_are_found() throws IOException {
        make("a", "b/c");
        var tree = tree(100);
        tree.list();
        make("a/" + A);

        assertThat(paths(tree.list())).containsExactly("/a", "/a/" + A, "/b", "/b/c");
    }

    @Test
    void a_group_in_anothers_place_is_found_where_folders_are_counted() throws IOException {
        make("a/b", "a/c/d");
        var tree = tree(100);
        tree.list();
        Files.delete(folder.resolve("fs/cgroup/a/c/d"));
        make("a/c/e");

        assertThat(paths(tree.list())).containsExactly("/a", "/a/b", "/a/c", "/a/c/e");
    }

    @Test
    void a_container_in_anothers_place_is_found() throws IOException {
        make("docker/" + A);
        var tree = tree(100);
        tree.list();
        Files.delete(folder.resolve("fs/cgroup/docker/" + A));
        make("docker/" + B);

        assertThat(paths(tree.list())).containsExactly("/docker", "/docker/" + B);
    }

    @Test
    void a_container_in_the_place_of_what_nobody_reads_is_found_at_once() throws IOException {
        make("machine.slice/machine-qemu\\x2d1\\x2dvm.scope");
        var tree = tree(100);
        tree.list();
        Files.delete(folder.resolve("fs/cgroup/machine.slice/machine-qemu\\x2d1\\x2dvm.scope"));
        make("machine.slice/libpod-" + A + ".scope");

        assertThat(paths(tree.list(path -> path.contains("libpod"))))
                .containsExactly("/machine.slice", "/machine.slice/libpod-" + A + ".scope");
    }

    /** The kernel's own, which counts by itself; below this test's group nobody makes others. */
    @Test
    void groups_of_this_machine_come_and_go() throws IOException {
        var hierarchy = hierarchy();
        var parent = "/hypervigil-" + folder.getFileName();
        var groups = List.of("/a", "/a/b", "/a/c", "/a/c/d");
        try {
            var tree = new CgroupTree(FileTree.at(Path.of("/")), hierarchy + parent, 100);
            for (String group : groups) {
                Files.createDirectories(Path.of("/" + hierarchy + parent + group));
            }
            assertThat(paths(tree.list())).isEqualTo(groups);
            assertThat(paths(tree.list())).isEqualTo(groups);

            Files.delete(Path.of("/" + hierarchy + parent + "/a/b"));
            Files.createDirectory(Path.of("/" + hierarchy + parent + "/a/e"));
            assertThat(paths(tree.list())).containsExactly("/a", "/a/c", "/a/c/d", "/a/e");

            Files.createDirectory(Path.of("/" + hierarchy + parent + "/a/e/f"));
            assertThat(paths(tree.list()))
                    .containsExactly("/a", "/a/c", "/a/c/d", "/a/e", "/a/e/f");
        } finally {
            for (String group : List.of("/a/e/f", "/a/e", "/a/c/d", "/a/c", "/a/b", "/a", "")) {
                Files.deleteIfExists(Path.of("/" + hierarchy + parent + group));
            }
        }
    }

    @Test
    void a_container_that_is_read_next_is_not_looked_at() throws IOException {
        var hierarchy = hierarchy();
        var parent = Path.of("/" + hierarchy, "hypervigil-" + folder.getFileName());
        try {
            var tree =
                    new CgroupTree(
                            FileTree.at(Path.of("/")), hierarchy + "/" + parent.getFileName(), 100);
            Files.createDirectories(parent.resolve(A));
            tree.list();
            Files.delete(parent.resolve(A));
            Files.createDirectory(parent.resolve(B));

            assertThat(paths(tree.list(("/" + A)::equals))).containsExactly("/" + A);
            assertThat(paths(tree.list())).containsExactly("/" + B);
        } finally {
            for (String each : List.of(A, B, "")) {
                Files.deleteIfExists(parent.resolve(each));
            }
        }
    }

    private static String hierarchy() {
        return List.of("sys/fs/cgroup/memory", "sys/fs/cgroup").stream()
                .filter(each -> Files.exists(Path.of("/" + each + "/cgroup.procs")))
                .filter(each -> Files.isWritable(Path.of("/" + each)))
                .findFirst()
                .orElseThrow(
                        () ->
                                RealPart.missing(
                                        "a place for control groups", "run the tests as root"));
    }

    private CgroupTree tree(int most) {
        return new CgroupTree(FileTree.at(folder), "fs/cgroup", most);
    }

    private static List<String> paths(CgroupTree.Listing listing) {
        return listing.groups().stream().map(Cgroup::path).toList();
    }

    private void make(String... groups) throws IOException {
        for (String group : groups) {
            Files.createDirectories(folder.resolve("fs/cgroup/" + group));
        }
    }
}
