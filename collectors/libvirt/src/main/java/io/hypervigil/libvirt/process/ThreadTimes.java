package io.hypervigil.libvirt.process;

import java.util.List;

/**
 * What the threads of a process have used.
 *
 * @param threads all but the first
 * @param total of the process, read after the threads were
 * @param isIdle whether the total was the same a round before
 */
record ThreadTimes(List<CpuLedger.Task> threads, TaskStat total, boolean isIdle) {

    ThreadTimes {
        threads = List.copyOf(threads);
    }
}
