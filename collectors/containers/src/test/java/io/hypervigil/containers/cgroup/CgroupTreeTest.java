package io.hypervigil.containers.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.files.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CgroupTreeTest {

    private static final String A = "a1".repeat(32);

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
