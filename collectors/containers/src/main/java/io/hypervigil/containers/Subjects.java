package io.hypervigil.containers;

import io.hypervigil.collect.CollectorContext;
import io.hypervigil.collect.FactBoard;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.files.HostFiles;
import io.hypervigil.containers.ContainersSettings.Kubernetes;
import io.hypervigil.containers.cdi.CdiFolders;
import io.hypervigil.containers.cgroup.Cgroup;
import io.hypervigil.containers.cgroup.CgroupFiles;
import io.hypervigil.containers.cgroup.CgroupKind;
import io.hypervigil.containers.cgroup.CgroupMounts;
import io.hypervigil.containers.cgroup.CgroupName;
import io.hypervigil.containers.cgroup.KeptFiles;
import io.hypervigil.containers.gpu.GpuClaims;
import io.hypervigil.containers.gpurequest.GpuParts;
import io.hypervigil.containers.inventory.Container;
import io.hypervigil.containers.inventory.Inventory;
import io.hypervigil.containers.kubernetes.PodNames;
import io.hypervigil.containers.memory.KernelOomLog;
import io.hypervigil.containers.memory.MemoryMetrics;
import io.hypervigil.containers.memory.OomCounts;
import io.hypervigil.containers.state.InfoMetrics;
import io.hypervigil.containers.state.StateMetrics;
import io.hypervigil.containers.usage.Subject;
import io.hypervigil.containers.usage.UsagePart;
import io.hypervigil.containers.usage.UsageSink;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The control groups whose usage is read: containers, and pods and units where they are wanted.
 *
 * <p>Thread: one.
 */
final class Subjects {

    private final ContainersSettings settings;
    private final HostFiles files;
    private final KeptFiles kept;
    private final List<UsagePart> parts;
    private final UsageSink.Names names;
    private final InfoMetrics info;
    private final FactBoard facts;
    private final CdiFolders cdi;
    private final boolean hasInfo;
    private final boolean hasMemory;
    private final OomCounts oomCounts;
    private Map<String, Subject> known = Map.of();
    private boolean isFlawed;
    private boolean isAnyGone;
    private int unnamed;

    /**
     * @param files used by nobody else at the same time
     * @param kept where files of these groups stay open
     * @param kernelLog what the kernel says of those that ran out of memory
     */
    Subjects(
            CollectorContext context,
            Inventory inventory,
            HostFiles files,
            KeptFiles kept,
            KernelOomLog kernelLog,
            InfoMetrics info) {
        this.settings = context.settings(ContainersSettings.class);
        this.files = files;
        this.kept = kept;
        this.parts = PartType.made(files, inventory, context);
        this.names = new UsageSink.Names(hasPods());
        this.info = info;
        this.facts = context.facts();
        this.cdi = new CdiFolders(files.root().root());
        this.hasInfo = context.isOn(InfoMetrics.GROUP);
        this.hasMemory = context.isOn(MemoryMetrics.GROUP);
        this.oomCounts = new OomCounts(kernelLog);
    }

    /** Whether a group was read in the last round, and so will be in the next. */
    boolean isRead(String path) {
        return known.containsKey(path);
    }

    /**
     * Reads and writes all of them; what containers among them hold.
     *
     * @param anew lists the groups again, where one of those has gone: another may be there
     */
    GpuClaims sample(
            CgroupMounts mounts,
            List<Cgroup> groups,
            Supplier<List<Cgroup>> anew,
            ToldContainers told,
            SampleSink sink) {
        isFlawed = false;
        isAnyGone = false;
        unnamed = 0;
        if (hasMemory) {
            oomCounts.begin();
        }
        parts.forEach(part -> part.begin(sink));
        var claims = new GpuClaims(files.proc(), GpuParts.of(facts), cdi, sink);
        var naming =
                new Naming(hasPods() ? PodNames.read(files.root()) : PodNames.none(), hasPods());
        var out = names.on(sink);
        var fresh = new HashMap<String, Subject>();
        Consumer<Cgroup> read =
                group -> {
                    var container = told.of(group);
                    if (isWanted(group, container)) {
                        var subject = subject(group, mounts);
                        subject.begin(container, naming.labels(group, container));
                        fresh.put(group.path(), subject);
                        sample(subject, claims, out, sink);
                    }
                };
        groups.forEach(read);
        if (isAnyGone) {
            anew.get().stream().filter(each -> !fresh.containsKey(each.path())).forEach(read);
        }
        if (hasMemory) {
            writeStopped(told, naming, out);
            oomCounts.tellMissing(sink);
        }
        release(known, fresh);
        known = fresh;
        tellUnnamed(sink);
        return claims;
    }

    private static void release(Map<String, Subject> old, Map<String, Subject> fresh) {
        old.forEach(
                (path, subject) -> {
                    if (!fresh.containsKey(path)) {
                        subject.files().release();
                    }
                });
    }

    /** Whether a file made no sense in the last round. */
    boolean isFlawed() {
        return isFlawed;
    }

    /** One that goes while it is read is left out. */
    private void sample(Subject subject, GpuClaims claims, UsageSink out, SampleSink sink) {
        var readings = parts.stream().map(part -> part.read(subject)).toList();
        if (subject.files().isGone()) {
            isAnyGone = true;
            return;
        }
        out.of(subject.labels());
        readings.forEach(reading -> reading.write(out));
        if (hasMemory) {
            oomCounts.write(subject, out);
        }
        subject.files()
                .takeFlaw()
                .ifPresent(
                        flaw -> {
                            isFlawed = true;
                            sink.problem(StateMetrics.GROUP, flaw);
                        });
        Naming.owner(subject.cgroup(), subject.told(), subject.labels())
                .ifPresent(owner -> claims.add(subject, owner));
        if (subject.told().filter(Container::isNameless).isPresent()) {
            unnamed++;
        }
        if (subject.told().isEmpty()) {
            writeUntold(subject, sink);
        }
    }

    private void writeStopped(ToldContainers told, Naming naming, UsageSink out) {
        oomCounts.writeOthers(
                told.all().stream().filter(each -> !isLeftOut(each)).toList(),
                (path, container) ->
                        naming.labels(
                                new Cgroup(path, CgroupName.of(path)), Optional.of(container)),
                out);
    }

    /** Whether it is in a pod, and pods are left to the kubelet. */
    boolean isLeftOut(Container container) {
        return settings.kubernetes() == Kubernetes.OFF
                && container.pod().filter(pod -> !pod.namespace().isEmpty()).isPresent();
    }

    private void writeUntold(Subject subject, SampleSink sink) {
        if (subject.cgroup().kind() instanceof CgroupKind.Container(var runtime, var id, _)) {
            unnamed++;
            if (hasInfo) {
                var labels = subject.labels();
                info.write(labels.id(), id, labels.name(), runtime.orElse(""), sink);
            }
        }
    }

    private void tellUnnamed(SampleSink sink) {
        if (unnamed > 0) {
            sink.missing(
                    "name and image of " + unnamed + " containers",
                    "no container runtime that is read says them: they are called by their ids");
        }
    }

    private Subject subject(Cgroup group, CgroupMounts mounts) {
        var subject = known.get(group.path());
        return subject == null
                ? new Subject(group, new CgroupFiles(files.sys(), mounts, kept, group.path()))
                : subject;
    }

    private boolean isWanted(Cgroup group, Optional<Container> told) {
        return switch (group.kind()) {
            case CgroupKind.Container(_, _, var podUid) -> podUid.isEmpty() || hasPods();
            case CgroupKind.Pod _ -> hasPods();
            case CgroupKind.Unit _ -> settings.units() || told.isPresent();
            case CgroupKind.Other _ -> told.isPresent();
            case CgroupKind.Machine _, CgroupKind.Payload _, CgroupKind.Watcher _ -> false;
        };
    }

    /** On a node of Kubernetes {@code auto} does not come this far; elsewhere there are none. */
    private boolean hasPods() {
        return settings.kubernetes() == Kubernetes.ON;
    }
}
