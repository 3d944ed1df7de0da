package io.hypervigil.containers;

import io.hypervigil.collect.CollectorContext;
import io.hypervigil.collect.Fact.Claim;
import io.hypervigil.collect.FactBoard;
import io.hypervigil.collect.Outcome;
import io.hypervigil.collect.Probe;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.files.HostFiles;
import io.hypervigil.collect.kernel.KernelLog;
import io.hypervigil.containers.ContainersSettings.Kubernetes;
import io.hypervigil.containers.cgroup.CgroupMounts;
import io.hypervigil.containers.cgroup.CgroupName;
import io.hypervigil.containers.cgroup.CgroupTree;
import io.hypervigil.containers.cgroup.KeptFiles;
import io.hypervigil.containers.docker.DockerApi;
import io.hypervigil.containers.inventory.Container;
import io.hypervigil.containers.inventory.Inventory;
import io.hypervigil.containers.machine.MachineMetrics;
import io.hypervigil.containers.memory.KernelOomLog;
import io.hypervigil.containers.state.InfoMetrics;
import io.hypervigil.containers.state.StateMetrics;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the control groups of containers, and joins what the runtimes say of them.
 *
 * <p>Thread: one; {@link #close} from any.
 */
final class UsageProbe implements Probe, AutoCloseable {

    /** Of the first round, so that it has names; within the deadline. */
    private static final Duration FIRST_ANSWER = Duration.ofMillis(1500);

    private static final String PUBLISHER = "containers";

    private final CollectorContext context;
    private final ContainersSettings settings;
    private final Inventory inventory;
    private final HostFiles files;
    private final MachineMetrics machine;
    private final KeptFiles kept;
    private final KernelOomLog kernelLog;
    private final Subjects subjects;
    private final FactBoard facts;
    private final InfoMetrics info;
    private @Nullable CgroupMounts mounts;
    private @Nullable CgroupTree tree;
    private @Nullable Boolean isShutIn;
    private boolean isClosed;

    UsageProbe(CollectorContext context, Inventory inventory) {
        this.context = context;
        this.settings = context.settings(ContainersSettings.class);
        this.inventory = inventory;
        this.files = context.files();
        this.facts = context.facts();
        this.machine = new MachineMetrics(files);
        this.info = new InfoMetrics(settings.shownLabels());
        this.kept = KeptFiles.of(files);
        this.kernelLog =
                new KernelOomLog(KernelLog.at(files.root().root().resolve("dev/kmsg").toString()));
        this.subjects = new Subjects(context, inventory, files, kept, kernelLog, info);
    }

    @Override
    public String name() {
        return "cgroups";
    }

    @Override
    public Outcome sample(SampleSink sink) throws InterruptedException {
        inventory.awaitAsked(FIRST_ANSWER);
        var found = mounts();
        if (found.isEmpty()) {
            withdraw();
            return new Outcome.Unavailable("no control groups are mounted below /sys/fs/cgroup");
        }
        var listing = tree(found.get()).list(subjects::isRead);
        boolean isNode =
                listing.groups().stream().anyMatch(group -> CgroupName.isKubernetes(group.path()));
        if (isNode && settings.kubernetes() == Kubernetes.AUTO) {
            withdraw();
            return new Outcome.Unavailable(
                    "this is a node of Kubernetes, whose kubelet gives container_*;"
                            + " containers.kubernetes=on gives it here too, off all but pods");
        }
        sample(found.get(), listing, sink);
        return Outcome.SAMPLED;
    }

    private void sample(CgroupMounts found, CgroupTree.Listing listing, SampleSink sink) {
        boolean isWhole = listing.isWhole();
        if (!isWhole) {
            sink.problem(
                    StateMetrics.GROUP,
                    new IOException(
                            "more than "
                                    + settings.maxCgroups()
                                    + " control groups: the others are left out; the setting"
                                    + " max_cgroups takes more"));
        }
        tellOwnNamespace(sink);
        var told = new ToldContainers(inventory);
        var claims =
                subjects.sample(
                        found, listing.groups(), () -> tree(found).list().groups(), told, sink);
        publish(claims.all());
        writeTold(told, sink);
        if (context.isOn(StateMetrics.GROUP)) {
            StateMetrics.writeError(!isWhole || subjects.isFlawed(), sink);
        }
        if (context.isOn(MachineMetrics.GROUP)) {
            machine.write(inventory.version(DockerApi.RUNTIME).orElse(""), sink);
        }
    }

    /** A container's own namespace of control groups shows nothing but the container. */
    private void tellOwnNamespace(SampleSink sink) {
        if (isShutIn()) {
            sink.missing(
                    "control groups of the host",
                    "this process has a namespace of control groups of its own: its container"
                            + " wants --cgroupns=host");
        }
    }

    /** A process has its namespace for life, and the host's first process its group. */
    private boolean isShutIn() {
        if (isShutIn == null) {
            var paths = files.proc().attribute("1/cgroup").orElse("");
            isShutIn = paths.lines().anyMatch(line -> line.contains(":/.."));
        }
        return isShutIn;
    }

    private void writeTold(ToldContainers told, SampleSink sink) {
        for (Container container : told.all()) {
            if (subjects.isLeftOut(container)) {
                continue;
            }
            if (context.isOn(StateMetrics.GROUP)) {
                StateMetrics.write(container, sink);
            }
            if (context.isOn(InfoMetrics.GROUP)) {
                info.write(container, told.cgroupOf(container), sink);
            }
        }
        writeRemembered(told, sink);
    }

    private void writeRemembered(ToldContainers told, SampleSink sink) {
        var remembered =
                told.remembered().stream().filter(each -> !subjects.isLeftOut(each)).toList();
        if (context.isOn(InfoMetrics.GROUP)) {
            remembered.forEach(each -> info.write(each, told.cgroupOf(each), sink));
        }
        if (!remembered.isEmpty()) {
            sink.missing(
                    "state, health and restarts of " + remembered.size() + " containers",
                    "their runtime does not answer; they are called as it said last");
        }
    }

    private Optional<CgroupMounts> mounts() {
        if (mounts == null) {
            mounts = CgroupMounts.find(files).orElse(null);
        }
        return Optional.ofNullable(mounts);
    }

    private CgroupTree tree(CgroupMounts found) {
        if (tree == null) {
            tree = new CgroupTree(files.sys(), found.listed(), settings.maxCgroups());
        }
        return tree;
    }

    private synchronized void publish(List<Claim> claims) {
        if (!isClosed) {
            facts.publish(PUBLISHER, claims);
        }
    }

    private synchronized void withdraw() {
        facts.withdraw(PUBLISHER);
    }

    /** Withdraws what it published, publishes nothing any more, and closes its files. */
    @Override
    public synchronized void close() {
        isClosed = true;
        withdraw();
        kept.close();
        kernelLog.close();
    }
}
