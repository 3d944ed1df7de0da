package io.hypervigil.libvirt.process;

import io.hypervigil.collect.ManualClock;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.libvirt.domain.Domains;
import io.hypervigil.libvirt.domain.KnownDomain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** A host on which processes of QEMU begin and end. */
final class FakeHost {

    final ManualClock clock = new ManualClock(Instant.parse("2026-01-01T00:00:00Z"));
    final DomainProcesses processes;

    private final Path folder;

    FakeHost(Path folder) {
        this.folder = folder;
        write("proc/stat", "cpu 1 2 3\nbtime 1700000000\n");
        processes =
                new DomainProcesses(
                        FileTree.at(folder.resolve("proc")),
                        FileTree.at(folder),
                        List.of(DomainProcesses.SYSTEM_PID_FOLDER),
                        clock);
    }

    /** A process of QEMU that runs a domain, or goes on with more ticks. */
    void guest(long pid, long startTicks, long cpuTicks, String uuid) {
        var process = "proc/" + pid;
        write(
                process + "/cmdline",
                String.join("\0", "/usr/bin/qemu-system-x86_64", "-name", "guest=x", "-uuid", uuid)
                        + "\0");
        write(process + "/stat", stat(pid, "qemu-system-x86", startTicks, cpuTicks));
        write(
                process + "/status",
                """
                Name:\tqemu-system-x86
                VmRSS:\t   46800 kB
                RssAnon:\t   24056 kB
                VmSwap:\t       4 kB
                HugetlbPages:\t 1048576 kB
                Threads:\t8
                """);
        write(
                process + "/io",
                """
                rchar: 1451772
                wchar: 1582407
                read_bytes: 786944
                write_bytes: 24576
                """);
        write(process + "/oom_score", "667\n");
        write(
                process + "/limits",
                """
                Limit                     Soft Limit           Hard Limit           Units
                Max open files            20000                20000                files
                """);
        write(process + "/fd/0", "");
        write(process + "/fd/1", "");
        write(process + "/fd/2", "");
        task(pid, pid, "qemu-system-x86", startTicks, cpuTicks);
    }

    /** It goes on with other pages, and has done nothing. */
    void resident(long pid, long startTicks, long cpuTicks, long pages) {
        var stat = stat(pid, "qemu-system-x86", startTicks, cpuTicks);
        write("proc/" + pid + "/stat", stat.replace(" 11689\n", " " + pages + "\n"));
    }

    /** A thread of a process. */
    void task(long pid, long id, String name, long startTicks, long cpuTicks) {
        write("proc/" + pid + "/task/" + id + "/stat", stat(id, name, startTicks, cpuTicks));
    }

    /** A process of the kernel's. */
    void kernelThread(long pid, String name, long startTicks, long cpuTicks) {
        write("proc/" + pid + "/cmdline", "");
        write("proc/" + pid + "/stat", stat(pid, name, startTicks, cpuTicks));
    }

    /** What libvirt notes. */
    void pidFile(String fileName, long pid) {
        write("run/libvirt/qemu/" + fileName, pid + "\n");
    }

    void write(String path, String text) {
        try {
            Files.createDirectories(folder.resolve(path).getParent());
            Files.writeString(folder.resolve(path), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void remove(String path) {
        try (var all = Files.walk(folder.resolve(path))) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One round, as text format 0.0.4. */
    String sample(KnownDomain... domains) {
        return Domains.written(sink -> write(sink, domains));
    }

    /** One round, the samples of one family without its prefix. */
    String lines(String family, KnownDomain... domains) {
        return sample(domains)
                .lines()
                .filter(line -> line.startsWith("libvirt_domain_process_" + family + "{"))
                .map(line -> line.substring("libvirt_domain_process_".length()))
                .collect(Collectors.joining("\n"));
    }

    void write(SampleSink sink, KnownDomain... domains) {
        processes.write(List.of(domains), sink);
    }

    private static String stat(long id, String name, long startTicks, long cpuTicks) {
        return id
                + " ("
                + name
                + ") S 1 2 3 0 -1 138412160 8995 0 7 0 "
                + (cpuTicks - 1)
                + " 1 0 0 20 0 8 0 "
                + startTicks
                + " 1820393472 11689\n";
    }
}
