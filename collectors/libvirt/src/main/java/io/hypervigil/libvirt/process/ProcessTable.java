package io.hypervigil.libvirt.process;

import io.hypervigil.collect.files.FileTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One look at all processes of the host, for what no file of libvirt tells: guests without a file
 * that can be read, and the kernel's vhost threads, which before Linux 6.4 are processes of their
 * own.
 *
 * <p>It costs 15 µs a process, so it is taken seldom.
 */
final class ProcessTable {

    private final Map<String, Long> guests = new HashMap<>();
    private final Map<String, List<QemuProcess>> vhosts = new HashMap<>();

    private ProcessTable() {}

    static ProcessTable read(FileTree proc) {
        var table = new ProcessTable();
        for (String folder : proc.list("")) {
            if (Character.isDigit(folder.charAt(0)) && folder.length() < 19) {
                table.add(proc, folder);
            }
        }
        return table;
    }

    /** The process that was started with a domain's UUID. */
    Optional<Long> guest(String uuid) {
        return Optional.ofNullable(guests.get(uuid));
    }

    /** The vhost threads of a process that are processes of their own. */
    List<QemuProcess> vhosts(long pid) {
        return vhosts.getOrDefault(ThreadRole.vhostName(pid), List.of());
    }

    private void add(FileTree proc, String folder) {
        long pid = Long.parseLong(folder);
        var command = CommandLine.read(proc, folder);
        command.domainUuid().ifPresent(uuid -> guests.put(uuid, pid));
        if (command.isEmpty()) {
            TaskStat.find(proc, folder)
                    .filter(stat -> ThreadRole.of(stat.name()) == ThreadRole.VHOST)
                    .ifPresent(
                            stat ->
                                    vhosts.computeIfAbsent(stat.name(), _ -> new ArrayList<>())
                                            .add(new QemuProcess(pid, stat.startTicks())));
        }
    }
}
