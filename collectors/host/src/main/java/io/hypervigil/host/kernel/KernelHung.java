package io.hypervigil.host.kernel;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.host.part.HostPart;
import io.hypervigil.host.part.OneNumber;
import java.io.IOException;
import java.util.List;

/**
 * Tasks that hung in the kernel. Linux 6.13 and newer count them.
 *
 * <pre>
 * node_kernel_hung_tasks_total 0
 * </pre>
 */
public final class KernelHung implements HostPart {

    public static final Group GROUP =
            Group.on("kernel_hung", "hung tasks from /proc/sys/kernel/hung_task_detect_count");

    static final Family TASKS =
            Family.counter(
                    GROUP,
                    "node_kernel_hung_tasks_total",
                    "Tasks found to hang, from /proc/sys/kernel/hung_task_detect_count.");

    public static final List<Family> FAMILIES = List.of(TASKS);

    private final FileTree proc;

    public KernelHung(FileTree proc) {
        this.proc = proc;
    }

    @Override
    public void sample(SampleSink sink) throws IOException {
        sink.add(TASKS, proc.read("sys/kernel/hung_task_detect_count", OneNumber::parse));
    }
}
