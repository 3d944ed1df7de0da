package io.hypervigil.containers;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Eventually;
import io.hypervigil.collect.RealPart;
import io.hypervigil.collect.kernel.KernelLog;
import io.hypervigil.containers.daemon.PrivateContainerd;
import io.hypervigil.containers.daemon.PrivateDockerd;
import io.hypervigil.containers.daemon.PrivatePodman;
import io.hypervigil.containers.runtime.RuntimesSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All runtimes at once, and none at all. */
final class RealRuntimesTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int MANY = 300;
    private static final String GROW = "s=x; while :; do s=$s$s; done";
    private static final RuntimesSettings NONE =
            new RuntimesSettings(
                    false, false, false, false, List.of(), List.of(), List.of(), Duration.ZERO);

    @TempDir Path folder;

    @Test
    void docker_podman_and_containerd_are_told_together() throws Exception {
        try (var dockerd = PrivateDockerd.start();
                var podman = PrivatePodman.make();
                var containerd = PrivateContainerd.start()) {
            podman.serve();
            dockerd.run("by-docker", "", "sleep", "1000");
            podman.run(List.of("--name=by-podman"), "sleep", "1000");
            var byContainerd = containerd.uniqueId("c");
            containerd.ctr(
                    "run",
                    "-d",
                    "--rootfs",
                    "--annotation",
                    "nerdctl/name=by-containerd",
                    containerd.busybox().toString(),
                    byContainerd,
                    "/bin/sleep",
                    "1000");
            var settings =
                    new RuntimesSettings(
                            true,
                            true,
                            true,
                            false,
                            List.of(dockerd.socket()),
                            List.of(podman.socket()),
                            List.of(containerd.state()),
                            Duration.ZERO);
            try (var host = RealHost.open(folder, settings)) {
                Eventually.get(
                        SOON,
                        () -> {
                            var page = host.page();
                            for (String runtime : List.of("docker", "podman", "containerd")) {
                                var name = "by-" + runtime;
                                assertThat(page.value("container_memory_usage_bytes", name))
                                        .as(name)
                                        .isPresent();
                                assertThat(page.lines("container_info", "name=\"" + name))
                                        .singleElement()
                                        .asString()
                                        .contains("runtime=\"" + runtime + "\"");
                                assertThat(
                                                page.lines(
                                                        "hypervigil_container_runtime_up",
                                                        "runtime=\"" + runtime + "\""))
                                        .singleElement()
                                        .asString()
                                        .endsWith(" 1");
                            }
                            return page;
                        });
            }
        }
    }

    @Test
    void a_kill_that_ends_a_container_is_counted_whoever_runs_it() throws Exception {
        try (var log = KernelLog.at(KernelLog.PATH)) {
            if (log.drain(_ -> {}).absence().isPresent()) {
                throw RealPart.missing(KernelLog.PATH, "run the tests as root on a host");
            }
        }
        try (var podman = PrivatePodman.make();
                var containerd = PrivateContainerd.start()) {
            podman.serve();
            var settings =
                    new RuntimesSettings(
                            false,
                            true,
                            true,
                            false,
                            List.of(),
                            List.of(podman.socket()),
                            List.of(containerd.state()),
                            Duration.ZERO);
            try (var host = RealHost.open(folder, settings)) {
                host.page();
                podman.run(List.of("--name=hog", "--memory=16m"), "sh", "-c", GROW);
                var id = containerd.uniqueId("glutton");
                containerd.ctr(
                        "run",
                        "-d",
                        "--rootfs",
                        "--memory-limit=16777216",
                        "--annotation",
                        "nerdctl/name=glutton",
                        containerd.busybox().toString(),
                        id,
                        "/bin/sh",
                        "-c",
                        // What a name that is no unique id tells is what came after it was seen.
                        "sleep 5; " + GROW);
                for (String name : List.of("hog", "glutton")) {
                    Eventually.get(
                            SOON,
                            () ->
                                    assertThat(
                                                    host.page()
                                                            .value(
                                                                    "container_oom_events_total",
                                                                    name))
                                            .as(name)
                                            .hasValue(1));
                }
            }
        }
    }

    @Test
    void the_disk_below_an_overlay_is_told_wherever_containerd_keeps_it() throws Exception {
        try (var containerd = PrivateContainerd.start()) {
            var id = containerd.uniqueId("layered");
            var merged = Files.createDirectories(folder.resolve("merged"));
            for (String name : List.of("upper", "work")) {
                Files.createDirectories(folder.resolve(name));
            }
            program(
                    "mount",
                    "-t",
                    "overlay",
                    "overlay",
                    "-o",
                    "lowerdir=%s,upperdir=%2$s/upper,workdir=%2$s/work"
                            .replace("%s", containerd.busybox().toString())
                            .replace("%2$s", folder.toString()),
                    merged.toString());
            try {
                containerd.ctr(
                        "run", "-d", "--rootfs", merged.toString(), id, "/bin/sleep", "1000");
                var settings = RealHost.containerd(containerd.state());
                try (var host = RealHost.open(folder, settings)) {
                    var lines = host.page().lines("container_fs_limit_bytes", id);

                    var store = Files.getFileStore(folder);
                    assertThat(lines)
                            .singleElement()
                            .asString()
                            .contains("device=\"" + store.name() + "\"");
                    assertThat(Double.parseDouble(lines.getFirst().replaceAll(".* ", "")))
                            .isEqualTo((double) store.getTotalSpace());
                }
            } finally {
                containerd.ctr("task", "kill", "-s", "KILL", id);
                Eventually.get(SOON, () -> containerd.ctr("task", "rm", "-f", id));
                program("umount", merged.toString());
            }
        }
    }

    private void program(String... command) {
        var run = RealPart.run(folder, "", List.of(command));
        assertThat(run.exitCode()).as(run.output()).isZero();
    }

    @Test
    void three_hundred_control_groups_without_a_runtime_are_all_told() throws Exception {
        var parent = "/hypervigil-many-" + ProcessHandle.current().pid();
        var hierarchies = hierarchies();
        var sleepers = new ArrayList<RealPart>();
        try (var host = RealHost.open(folder, NONE)) {
            for (int i = 0; i < MANY; i++) {
                var sleeper = RealPart.start(folder, "sleep", List.of("sleep", "1000"));
                sleepers.add(sleeper);
                join(hierarchies, parent + path(i), sleeper.pid());
            }

            var page = host.page();

            assertThat(page.lines("container_memory_usage_bytes", parent)).hasSize(MANY);
            assertThat(page.lines("container_processes", parent))
                    .hasSize(MANY)
                    .allMatch(line -> line.endsWith(" 1"));
            assertThat(page.missing()).anyMatch(what -> what.startsWith("name and image of "));
            assertThat(page.rounds()).allSatisfy(round -> assertThat(round.problems()).isEmpty());
        } finally {
            sleepers.forEach(RealPart::close);
            for (int i = 0; i < MANY; i++) {
                RealCgroup.removeAll(parent + path(i));
            }
            RealCgroup.removeAll(parent);
        }
    }

    private static String path(int index) {
        return String.format(Locale.ROOT, "/docker-%064x.scope", index);
    }

    /** Where groups can be made here: one folder, or one a controller. */
    private static List<Path> hierarchies() {
        var root = Path.of("/sys/fs/cgroup");
        var found =
                Files.exists(root.resolve("cgroup.controllers"))
                        ? List.of(root)
                        : List.of("memory", "cpuacct", "cpu", "pids", "blkio").stream()
                                .map(root::resolve)
                                .filter(Files::isDirectory)
                                .toList();
        if (found.isEmpty() || !found.stream().allMatch(Files::isWritable)) {
            throw RealPart.missing("a place for control groups", "run the tests as root");
        }
        return found;
    }

    private static void join(List<Path> hierarchies, String path, long pid) throws IOException {
        for (Path hierarchy : hierarchies) {
            var group = Files.createDirectories(hierarchy.resolve(path.substring(1)));
            Files.writeString(group.resolve("cgroup.procs"), Long.toString(pid));
        }
    }
}
