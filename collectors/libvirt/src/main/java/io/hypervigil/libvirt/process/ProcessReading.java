package io.hypervigil.libvirt.process;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a process uses now.
 *
 * @param cpuTicks since it began, by kind of thread
 * @param threads that it has, by kind
 * @param memoryBytes by the names of /proc/PID/status
 * @param io by the names of /proc/PID/io; none where that may not be read
 * @param ioRefusal why it may not be
 */
record ProcessReading(
        QemuProcess process,
        Map<ThreadRole, Long> cpuTicks,
        Map<ThreadRole, Integer> threads,
        long majorFaults,
        Map<String, Long> memoryBytes,
        Map<String, Long> io,
        Optional<String> ioRefusal,
        OptionalLong openFiles,
        OptionalLong mostOpenFiles,
        OptionalLong oomScore) {}
