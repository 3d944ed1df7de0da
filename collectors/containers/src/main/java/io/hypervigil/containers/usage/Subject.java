package io.hypervigil.containers.usage;

import io.hypervigil.containers.cgroup.Cgroup;
import io.hypervigil.containers.cgroup.CgroupFiles;
import io.hypervigil.containers.inventory.Container;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A control group whose usage is read, round after round. What seldom changes is read every fourth
 * round, limits every eighth, each group's at its own turn: opening a file costs most. Processes
 * begin and end by using CPU, so those of a group that has used none since are the same.
 *
 * <p>Thread: one.
 */
public final class Subject {

    private static final int SELDOM_EVERY = 4;
    private static final int LIMITS_EVERY = 8;
    private static final int MISSING_EVERY = 16;

    private final Cgroup cgroup;
    private final CgroupFiles files;
    private int round;
    private Optional<Instant> started = Optional.empty();
    private OptionalLong oomKills = OptionalLong.empty();
    private OptionalDouble cpuSeconds = OptionalDouble.empty();
    private OptionalDouble cpuSecondsOfProcesses = OptionalDouble.empty();
    private boolean areProcessesOld;
    private Optional<Container> told = Optional.empty();
    private Labels labels;
    private @Nullable Limits limits;
    private @Nullable List<String> below;
    private @Nullable ProcessIds processes;

    public Subject(Cgroup cgroup, CgroupFiles files) {
        this.cgroup = cgroup;
        this.files = files;
        this.labels = Labels.of(cgroup.path(), "", "");
        this.round = Math.floorMod(cgroup.path().hashCode(), MISSING_EVERY);
    }

    /**
     * Begins a round.
     *
     * @param container as its runtime tells it
     */
    public void begin(Optional<Container> container, Labels newLabels) {
        round++;
        told = container;
        var newStarted = container.flatMap(each -> each.times().started());
        if (!newStarted.equals(started)) {
            started = newStarted;
            files.forgetAll();
        }
        oomKills = OptionalLong.empty();
        cpuSeconds = OptionalDouble.empty();
        labels = labels.isSameAs(newLabels) ? labels : newLabels;
        if (round % SELDOM_EVERY == 0) {
            areProcessesOld = true;
            files.forgetSeldom();
        }
        if (round % LIMITS_EVERY == 0) {
            limits = null;
        }
        if (round % MISSING_EVERY == 0) {
            files.forgetMissing();
            // Somebody may have moved one in that sleeps.
            cpuSecondsOfProcesses = OptionalDouble.empty();
        }
    }

    /** Notes how often the group ran out of memory, where the kernel says. */
    public void count(OptionalLong newOomKills) {
        oomKills = newOomKills;
    }

    /** How often the group ran out of memory, as noted in this round. */
    public OptionalLong oomKills() {
        return oomKills;
    }

    /** Notes the CPU time that the group has used, as read in this round. */
    public void used(OptionalDouble newCpuSeconds) {
        cpuSeconds = newCpuSeconds;
    }

    /** Which group it is. */
    public Cgroup cgroup() {
        return cgroup;
    }

    /** Its files. */
    public CgroupFiles files() {
        return files;
    }

    /** What the runtime says of it. */
    public Optional<Container> told() {
        return told;
    }

    /** The labels of all its samples. */
    public Labels labels() {
        return labels;
    }

    /** What it is allowed. */
    public Limits limits() {
        if (limits == null) {
            limits = Limits.read(files);
        }
        return limits;
    }

    /**
     * Its processes; those of the groups below it where it has none of its own, since version 2
     * allows processes in the lowest groups only.
     */
    public ProcessIds processes() {
        if (areProcessesOld && !hasRested()) {
            below = null;
            processes = null;
        }
        if (processes == null) {
            var own = processesOf(cgroup.path());
            processes = own.count() > 0 ? own : processesBelow();
            cpuSecondsOfProcesses = cpuSeconds;
            areProcessesOld = false;
        }
        return processes;
    }

    /** Its first process: as the runtime says, or else the first of its processes. */
    public OptionalLong firstProcess() {
        var init = told.map(Container::pid).orElse(OptionalLong.empty());
        return init.isPresent() ? init : processes().first();
    }

    /** For who finds that its first process has ended. */
    public void forgetProcesses() {
        processes = null;
    }

    private boolean hasRested() {
        return cpuSeconds.isPresent() && cpuSeconds.equals(cpuSecondsOfProcesses);
    }

    private ProcessIds processesBelow() {
        if (below == null) {
            below = files.below();
        }
        var all = ProcessIds.NONE;
        for (String group : below) {
            all = all.and(processesOf(group));
        }
        return all;
    }

    private ProcessIds processesOf(String group) {
        return files.processes(group, ProcessIds::parse).orElse(ProcessIds.NONE);
    }
}
