package io.hypervigil.containers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A host made of plain files: /proc, /sys and / with control groups of either version, of which
 * each has numbers of its own.
 */
public final class HostRoom {

    private static final String CGROUP = "sys/fs/cgroup/";
    private static final List<String> LEGACY =
            List.of("memory", "cpuacct", "cpu", "blkio", "pids", "devices");

    private static final String OS_RELEASE =
            """
            NAME="Debian GNU/Linux"
            PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"
            ID=debian
            """;

    private final Path folder;
    private boolean isLegacy;
    private boolean isHybrid;
    private int groups;

    private HostRoom(Path folder) {
        this.folder = folder;
    }

    /** A machine without control groups. */
    public static HostRoom in(Path folder) {
        var room = new HostRoom(folder);
        room.file("proc/stat", "cpu  1 2 3 4\nbtime 1767200000\n");
        room.file("proc/meminfo", "MemTotal: 8388608 kB\nSwapTotal: 1048576 kB\n");
        room.file("proc/sys/kernel/random/boot_id", "5e0b0000-0000-4000-8000-000000000000\n");
        room.file("proc/sys/kernel/osrelease", "6.1.0-18-amd64\n");
        room.file("root/etc/os-release", OS_RELEASE);
        room.file("root/dev/kmsg", "");
        room.file("root/etc/machine-id", "c0ffee00c0ffee00c0ffee00c0ffee00\n");
        room.file("sys/class/dmi/id/product_uuid", "4c4c4544-0000-1000-8000-000000000000\n");
        for (int cpu = 0; cpu < 4; cpu++) {
            var topology = "sys/devices/system/cpu/cpu" + cpu + "/topology/";
            room.file(topology + "physical_package_id", "0\n");
            room.file(topology + "core_id", cpu / 2 + "\n");
        }
        room.link("sys/dev/block/8:0", "../../devices/pci0000:00/block/sda");
        room.process(1, "4026531840", "systemd");
        return room;
    }

    public HostRoom unified() {
        file("proc/1/mountinfo", mount("/sys/fs/cgroup", "cgroup2", "cgroup2", "rw,nsdelegate"));
        return file(CGROUP + "cgroup.controllers", "cpuset cpu io memory pids\n");
    }

    public HostRoom legacy() {
        isLegacy = true;
        var mounts = new StringBuilder();
        for (String name : List.of("memory", "cpu,cpuacct", "blkio", "pids", "devices")) {
            mounts.append(mount("/sys/fs/cgroup/" + name, "cgroup", "cgroup", "rw," + name));
        }
        mounts.append(mount("/sys/fs/cgroup/systemd", "cgroup", "cgroup", "rw,name=systemd"));
        return file("proc/1/mountinfo", mounts.toString());
    }

    HostRoom hybrid() {
        legacy();
        isHybrid = true;
        append("proc/1/mountinfo", mount("/sys/fs/cgroup/unified", "cgroup2", "cgroup2", "rw"));
        return this;
    }

    /** A group with processes right in it. */
    public HostRoom group(String path, long... processes) {
        groups++;
        if (!isLegacy) {
            unifiedGroup(CGROUP + path.substring(1) + "/", processes);
        } else {
            for (String controller : LEGACY) {
                var mounted = controller.startsWith("cpu") ? "cpu,cpuacct" : controller;
                legacyGroup(controller, CGROUP + mounted + path + "/", processes);
            }
        }
        if (isHybrid) {
            pressure(CGROUP + "unified" + path + "/");
        }
        return this;
    }

    /** A file of a group made before. */
    HostRoom groupFile(String controller, String path, String file, String text) {
        return file(CGROUP + (isLegacy ? controller : "") + path + "/" + file, text);
    }

    /** A process with a network namespace, an interface in it, and a start. */
    public HostRoom process(long pid, String namespace, String command) {
        var process = "proc/" + pid + "/";
        link(process + "ns/net", "net:[" + namespace + "]");
        file(
                process + "stat",
                pid
                        + " ("
                        + command
                        + ") S 1 1 1 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 "
                        + 100 * pid
                        + " 0 0\n");
        return file(
                process + "net/dev",
                """
                Inter-|   Receive                                                |  Transmit
                 face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
                    lo:      11       1    0    0    0     0          0         0       11       1    0    0    0     0       0          0
                  eth0:    %1$d834      24    1    2    0     0          0         0      %1$d26       5    3    4    0     0       0          0
                veth12:      11       1    0    0    0     0          0         0       11       1    0    0    0     0       0          0
                """
                        .replace("%1$d", Long.toString(pid)));
    }

    HostRoom link(String path, String to) {
        var link = folder.resolve(path);
        try {
            Files.createDirectories(link.resolveSibling(""));
            Files.createSymbolicLink(link, Path.of(to));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    HostRoom file(String path, String text) {
        return write(path, text);
    }

    /** Where a group lies, of which the first of version 1's. */
    Path groupFolder(String path) {
        return folder.resolve(CGROUP + (isLegacy ? "memory/" : "") + path.substring(1));
    }

    private void unifiedGroup(String group, long... processes) {
        int n = groups;
        file(group + "cgroup.procs", lines(processes));
        file(
                group + "cpu.stat",
                "usage_usec "
                        + n
                        + "500000\nuser_usec "
                        + n
                        + "250000\nsystem_usec 250000\n"
                        + "nr_periods 100\nnr_throttled "
                        + n
                        + "\nthrottled_usec 1500000\n");
        file(group + "cpu.max", n % 2 == 0 ? "max 100000\n" : "50000 100000\n");
        file(group + "cpu.weight", "100\n");
        file(group + "memory.current", n + "00000000\n");
        file(group + "memory.peak", n + "50000000\n");
        file(group + "memory.swap.current", "4096\n");
        file(
                group + "memory.stat",
                "anon 6000000\nfile 70000000\nkernel 500\nfile_mapped 900000\ninactive_file"
                        + " 80000000\npgfault 471"
                        + n
                        + "\npgmajfault 11\n");
        file(group + "memory.events", "low 0\nhigh 3\nmax 2\noom 1\noom_kill " + n + "\n");
        file(group + "memory.max", n % 2 == 0 ? "max\n" : "536870912\n");
        file(group + "memory.swap.max", "max\n");
        file(group + "memory.min", "0\n");
        file(group + "pids.current", 3 * processes.length + "\n");
        file(group + "pids.max", n % 2 == 0 ? "max\n" : "4096\n");
        file(group + "io.stat", "8:0 rbytes=1048576 wbytes=4096 rios=" + n + " wios=2 dbytes=0\n");
        pressure(group);
    }

    private void pressure(String group) {
        for (String resource : List.of("cpu", "memory", "io")) {
            file(
                    group + resource + ".pressure",
                    "some avg10=0.00 avg60=0.00 avg300=0.00 total="
                            + groups
                            + "500000\n"
                            + "full avg10=0.00 avg60=0.00 avg300=0.00 total=250000\n");
        }
    }

    private void legacyGroup(String controller, String group, long... processes) {
        int n = groups;
        file(group + "cgroup.procs", lines(processes));
        switch (controller) {
            case "cpuacct" -> {
                file(group + "cpuacct.usage", n + "500000000\n");
                file(group + "cpuacct.stat", "user " + n + "25\nsystem 25\n");
            }
            case "cpu" -> {
                file(
                        group + "cpu.stat",
                        "nr_periods 100\nnr_throttled " + n + "\nthrottled_time 1500000000\n");
                file(group + "cpu.cfs_quota_us", n % 2 == 0 ? "-1\n" : "50000\n");
                file(group + "cpu.cfs_period_us", "100000\n");
                file(group + "cpu.shares", "1024\n");
            }
            case "memory" -> {
                file(group + "memory.usage_in_bytes", n + "00000000\n");
                file(group + "memory.max_usage_in_bytes", n + "50000000\n");
                file(group + "memory.failcnt", n + "\n");
                file(
                        group + "memory.stat",
                        "cache 1\nrss 1\npgfault 5\npgmajfault 1\ntotal_cache 70000000\ntotal_rss"
                                + " 6000000\ntotal_mapped_file 900000\ntotal_swap 4096\n"
                                + "total_pgfault 471"
                                + n
                                + "\ntotal_pgmajfault 11\n"
                                + "total_inactive_file 80000000\n");
                file(group + "memory.oom_control", "oom_kill_disable 0\nunder_oom 0\noom_kill 2\n");
                file(group + "memory.limit_in_bytes", "9223372036854771712\n");
                file(group + "memory.memsw.limit_in_bytes", "1073741824\n");
                file(group + "memory.soft_limit_in_bytes", "268435456\n");
            }
            case "blkio" -> {
                file(
                        group + "blkio.throttle.io_service_bytes",
                        "8:0 Read 1048576\n8:0 Write 4096\n8:0 Total 1052672\nTotal 1052672\n");
                file(
                        group + "blkio.throttle.io_serviced",
                        "8:0 Read " + n + "\n8:0 Write 2\n8:0 Total 9\nTotal 9\n");
            }
            case "pids" -> {
                file(group + "pids.current", 3 * processes.length + "\n");
                file(group + "pids.max", "max\n");
            }
            default -> {
                // The device controller's list is the test's own.
            }
        }
    }

    private static String mount(String point, String type, String source, String options) {
        return "30 23 0:26 / "
                + point
                + " rw,nosuid shared:9 - "
                + type
                + " "
                + source
                + " "
                + options
                + "\n";
    }

    private static String lines(long... numbers) {
        var lines = new StringBuilder();
        for (long number : numbers) {
            lines.append(number).append('\n');
        }
        return lines.toString();
    }

    private void append(String path, String text) {
        try {
            write(path, Files.readString(folder.resolve(path)) + text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HostRoom write(String path, String text) {
        var file = folder.resolve(path);
        try {
            Files.createDirectories(file.resolveSibling(""));
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }
}
