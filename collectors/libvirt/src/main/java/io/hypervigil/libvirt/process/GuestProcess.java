package io.hypervigil.libvirt.process;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The process of a domain, and what is kept of it from round to round.
 *
 * <p>Thread: one.
 */
final class GuestProcess {

    /** What it is given without doing anything: how likely it is killed, a lower limit. */
    private static final int MOST_REPEATS = 4;

    private final QemuProcess process;
    private final OptionalLong mostOpenFiles;
    private final GuestThreads threads;
    private final CpuLedger cpu = new CpuLedger();
    private List<QemuProcess> vhosts;
    private Optional<ThreadTimes> lastTimes = Optional.empty();
    private Optional<ProcessReading> lastReading = Optional.empty();
    private int repeats;

    /**
     * @param vhosts threads of the kernel that work for it and are not its own
     * @param mostOpenFiles that it may have
     */
    GuestProcess(QemuProcess process, List<QemuProcess> vhosts, OptionalLong mostOpenFiles) {
        this.process = process;
        this.threads = new GuestThreads(process.pid());
        this.vhosts = vhosts;
        this.mostOpenFiles = mostOpenFiles;
    }

    QemuProcess process() {
        return process;
    }

    OptionalLong mostOpenFiles() {
        return mostOpenFiles;
    }

    CpuLedger cpu() {
        return cpu;
    }

    GuestThreads threads() {
        return threads;
    }

    List<QemuProcess> vhosts() {
        return vhosts;
    }

    /** What its threads had used when they were read last. */
    Optional<ThreadTimes> lastTimes() {
        return lastTimes;
    }

    void hasTimes(ThreadTimes times) {
        lastTimes = Optional.of(times);
    }

    /**
     * What was read of it last, for a round in which it did nothing; empty in each fifth of them.
     */
    Optional<ProcessReading> lastReadingAgain() {
        repeats++;
        return repeats <= MOST_REPEATS ? lastReading : Optional.empty();
    }

    void hasReading(ProcessReading reading) {
        lastReading = Optional.of(reading);
        repeats = 0;
    }

    /** There may be more or fewer after a network device came or went. */
    void hasVhosts(List<QemuProcess> now) {
        vhosts = now;
    }
}
