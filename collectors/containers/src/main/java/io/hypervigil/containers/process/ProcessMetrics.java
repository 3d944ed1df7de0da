package io.hypervigil.containers.process;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.files.Text;
import io.hypervigil.containers.usage.ContainerFamily;
import io.hypervigil.containers.usage.Subject;
import io.hypervigil.containers.usage.UsagePart;
import java.util.List;
import java.util.OptionalLong;

/**
 * Processes and threads.
 *
 * <pre>
 * container_processes{id="/system.slice/docker-3f….scope",name="web",image="nginx"} 3
 * container_threads{id="/system.slice/docker-3f….scope",name="web",image="nginx"} 9
 * container_threads_max{id="/system.slice/docker-3f….scope",name="web",image="nginx"} 0
 * </pre>
 */
public final class ProcessMetrics implements UsagePart {

    public static final Group GROUP =
            Group.on("containers.processes", "processes and threads of containers");

    private static final Family PROCESSES =
            ContainerFamily.gauge(
                    GROUP, "container_processes", "Processes that run, from cgroup.procs.");
    private static final Family THREADS =
            ContainerFamily.gauge(
                    GROUP, "container_threads", "Threads that run, from pids.current.");
    private static final Family THREADS_MAX =
            ContainerFamily.gauge(
                    GROUP,
                    "container_threads_max",
                    "Threads that may run, from pids.max; 0 where there is no limit.");

    public static final List<Family> FAMILIES = List.of(PROCESSES, THREADS, THREADS_MAX);

    @Override
    public Reading read(Subject subject) {
        int processes = subject.processes().count();
        var threads =
                subject.files()
                        .findIfMoving("pids", "pids.current", Text::toWhole)
                        .orElse(OptionalLong.empty());
        var most = subject.limits().threads();
        return out -> {
            out.add(PROCESSES, processes);
            out.add(THREADS, threads);
            out.add(THREADS_MAX, most);
        };
    }
}
