package io.hypervigil.containers;

import io.hypervigil.containers.inventory.Container;
import io.hypervigil.containers.inventory.Container.Health;
import io.hypervigil.containers.inventory.Container.State;
import io.hypervigil.containers.inventory.Container.Times;
import io.hypervigil.containers.inventory.GpuRequest;
import io.hypervigil.containers.inventory.Inventory;
import io.hypervigil.containers.inventory.OomKills;
import io.hypervigil.containers.layer.LayerSpace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** An inventory that says what it was told. */
class Told implements Inventory {

    static final Instant STARTED = Instant.parse("2025-12-31T23:00:00Z");

    private final List<Container> containers = new ArrayList<>();

    static Told nothing() {
        return new Told();
    }

    /** A container that runs. */
    Told running(String runtime, String id, String name, long pid, Container.Pod... pod) {
        return add(
                new Container(
                        runtime,
                        Optional.empty(),
                        id,
                        name,
                        "registry/" + name + ":1",
                        State.RUNNING,
                        OptionalLong.of(pid),
                        OptionalInt.empty(),
                        Optional.of(Health.HEALTHY),
                        OptionalLong.of(1),
                        new Times(
                                Optional.of(STARTED.minusSeconds(60)),
                                Optional.of(STARTED),
                                Optional.empty()),
                        Optional.empty(),
                        true,
                        Map.of("team", "a \"b\"", "com.docker.compose.project", "shop"),
                        List.of(pod).stream().findFirst(),
                        List.of(),
                        OomKills.NONE));
    }

    /** One that has ended. */
    Told exited(String runtime, String id, String name, int exitCode) {
        return add(
                new Container(
                        runtime,
                        Optional.of("ann"),
                        id,
                        name,
                        "registry/" + name + ":1",
                        State.EXITED,
                        OptionalLong.empty(),
                        OptionalInt.of(exitCode),
                        Optional.empty(),
                        OptionalLong.of(4),
                        new Times(Optional.empty(), Optional.of(STARTED), Optional.of(STARTED)),
                        Optional.empty(),
                        true,
                        Map.of(),
                        Optional.empty(),
                        List.of(),
                        OomKills.NONE));
    }

    /** The last one, that was given GPUs. */
    Told withGpus(GpuRequest... gpus) {
        var last = containers.removeLast();
        return add(changed(last, last.times(), last.cgroup(), last.ownNetwork(), List.of(gpus)));
    }

    /** The last one, with the path of its control group. */
    Told in(String cgroup) {
        var last = containers.removeLast();
        return add(
                changed(last, last.times(), Optional.of(cgroup), last.ownNetwork(), last.gpus()));
    }

    /** The last one, that ran out of memory. */
    Told outOfMemory(long before, long since) {
        return add(containers.removeLast().with(new OomKills(before, since)));
    }

    /** The last one, started anew. */
    Told startedAgain(Instant started) {
        var last = containers.removeLast();
        return add(
                changed(
                        last,
                        new Times(Optional.empty(), Optional.of(started), Optional.empty()),
                        last.cgroup(),
                        last.ownNetwork(),
                        last.gpus()));
    }

    /** The last one, in another's network. */
    Told inSharedNetwork() {
        var last = containers.removeLast();
        return add(changed(last, last.times(), last.cgroup(), false, last.gpus()));
    }

    @Override
    public Collection<Container> containers() {
        return List.copyOf(containers);
    }

    @Override
    public Optional<LayerSpace> layerSpace(String id) {
        return find(id).map(_ -> new LayerSpace("/dev/sda1", 1e11, 6.5e6, 6e6));
    }

    @Override
    public Optional<String> version(String runtime) {
        return runtime.equals("docker") ? Optional.of("28.5.2") : Optional.empty();
    }

    @Override
    public Optional<Container> find(String id) {
        return containers.stream().filter(container -> container.id().equals(id)).findFirst();
    }

    private Told add(Container container) {
        containers.add(container);
        return this;
    }

    private static Container changed(
            Container of,
            Times times,
            Optional<String> cgroup,
            boolean ownNetwork,
            List<GpuRequest> gpus) {
        return new Container(
                of.runtime(),
                of.user(),
                of.id(),
                of.name(),
                of.image(),
                of.state(),
                of.pid(),
                of.exitCode(),
                of.health(),
                of.restarts(),
                times,
                cgroup,
                ownNetwork,
                of.labels(),
                of.pod(),
                gpus,
                of.oomKills());
    }
}
