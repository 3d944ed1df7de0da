package io.hypervigil.containers.process;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.containers.usage.ContainerFamily;
import io.hypervigil.containers.usage.Subject;
import io.hypervigil.containers.usage.UsagePart;
import java.util.List;

/**
 * Open files. A folder is listed for each process, which of thousands takes its time.
 *
 * <pre>
 * container_file_descriptors{id="/system.slice/docker-3f….scope",name="web",image="nginx"} 27
 * </pre>
 */
public final class DescriptorMetrics implements UsagePart {

    public static final Group GROUP =
            Group.off("containers.descriptors", "open files of containers, process by process");

    private static final Family DESCRIPTORS =
            ContainerFamily.gauge(
                    GROUP,
                    "container_file_descriptors",
                    "Open files of the first thousand processes, from /proc/PID/fd.");

    public static final List<Family> FAMILIES = List.of(DESCRIPTORS);

    private static final int MOST_PROCESSES = 1000;

    private final FileTree proc;

    /**
     * @param proc used by nobody else at the same time
     */
    public DescriptorMetrics(FileTree proc) {
        this.proc = proc;
    }

    @Override
    public Reading read(Subject subject) {
        int open =
                subject.processes().stream()
                        .limit(MOST_PROCESSES)
                        .mapToInt(process -> proc.list(process + "/fd").size())
                        .sum();
        // A running process that has none open cannot be told from one that may not be looked at.
        return out -> {
            if (open > 0) {
                out.add(DESCRIPTORS, open);
            }
        };
    }
}
