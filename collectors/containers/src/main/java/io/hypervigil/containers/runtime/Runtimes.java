package io.hypervigil.containers.runtime;

import io.hypervigil.collect.Threads;
import io.hypervigil.containers.containerd.ContainerdFiles;
import io.hypervigil.containers.docker.DockerApi;
import io.hypervigil.containers.instance.ApiInstance;
import io.hypervigil.containers.instance.FileInstance;
import io.hypervigil.containers.instance.InstanceState.Down;
import io.hypervigil.containers.instance.InstanceState.Up;
import io.hypervigil.containers.instance.Patience;
import io.hypervigil.containers.instance.RuntimeInstance;
import io.hypervigil.containers.inventory.Container;
import io.hypervigil.containers.inventory.Inventory;
import io.hypervigil.containers.layer.LayerSpace;
import io.hypervigil.containers.layer.LayerSpaces;
import io.hypervigil.containers.oci.Frozen;
import io.hypervigil.containers.podman.PodmanApi;
import io.hypervigil.containers.podman.PodmanFiles;
import io.hypervigil.containers.runtime.Place.ContainerdState;
import io.hypervigil.containers.runtime.Place.DockerSocket;
import io.hypervigil.containers.runtime.Place.PodmanSocket;
import io.hypervigil.containers.runtime.Place.PodmanStorage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * All runtimes of this machine, found when they come, each with a thread of its own; their
 * containers together, each told once. Nothing here waits for any of them.
 *
 * <p>What a runtime said last is told on for a while after it stopped answering; what its
 * containers are called is remembered for as long as it does not.
 *
 * <p>Thread: any.
 */
public final class Runtimes implements Inventory, AutoCloseable {

    private static final Duration LOOK_FOR_NEW = Duration.ofSeconds(15);
    private static final Duration CONTAINERD_BEAT = Duration.ofSeconds(5);
    private static final Duration PODMAN_BEAT = Duration.ofSeconds(15);
    private static final int USERS_LAST = 10;

    private final Places places;
    private final Path proc;
    private final Frozen frozen;
    private final Duration keepLast;
    private final InstantSource clock;
    private final LayerSpaces layers;
    private final long openedNanos = System.nanoTime();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread;

    /** Those that are believed first come first. */
    private volatile List<RuntimeInstance> instances = List.of();

    private volatile Merged merged = new Merged(List.of(), List.of(), Map.of(), Map.of());

    private volatile Map<String, Long> layerBytes = Map.of();

    /** What runs; guarded by this. */
    private final Map<Place, RuntimeInstance> running = new LinkedHashMap<>();

    /**
     * @param parts of those that are told
     * @param away of those that do not answer any more
     */
    private record Merged(
            List<Map<String, Container>> parts,
            List<Map<String, Container>> away,
            Map<String, Container> all,
            Map<String, Container> remembered) {}

    /**
     * Looks for runtimes, and begins to read those that are there.
     *
     * @param root {@code --path.rootfs}
     * @param proc {@code --path.procfs}
     * @param sys {@code --path.sysfs}
     */
    public Runtimes(
            RuntimesSettings settings, Path root, Path proc, Path sys, InstantSource clock) {
        this.places = new Places(settings, root);
        this.proc = proc;
        this.frozen = new Frozen(proc, sys);
        this.keepLast = settings.keepLast();
        this.clock = clock;
        this.layers = new LayerSpaces(root, proc);
        look();
        this.thread = Threads.start("containers-places", this::keepLooking);
    }

    /** All that there are, those of root's that are down included. */
    public List<RuntimeInstance> instances() {
        return instances;
    }

    /** Those whose containers and pods are told: they answer, or did a moment ago. */
    public List<RuntimeInstance> told() {
        return instances.stream().filter(instance -> !isWithdrawn(instance)).toList();
    }

    @Override
    public void awaitAsked(Duration most) throws InterruptedException {
        for (RuntimeInstance each : instances) {
            long left = most.toNanos() - (System.nanoTime() - openedNanos);
            each.awaitAsked(Duration.ofNanos(Math.max(0, left)));
        }
    }

    @Override
    public Collection<Container> containers() {
        return merged().all.values();
    }

    @Override
    public Optional<Container> find(String id) {
        return Optional.ofNullable(merged().all.get(id));
    }

    @Override
    public Optional<Container> remembered(String id) {
        return Optional.ofNullable(merged().remembered.get(id)).map(Container::remembered);
    }

    @Override
    public Optional<LayerSpace> layerSpace(String id) {
        var container = find(id);
        var pid = container.map(Container::pid).orElse(OptionalLong.empty());
        return container.isPresent() && pid.isPresent()
                ? layers.of(id, pid.getAsLong(), container.get().user().isPresent())
                : Optional.empty();
    }

    @Override
    public OptionalLong layerBytes(String id) {
        var bytes = layerBytes.get(id);
        return bytes == null ? OptionalLong.empty() : OptionalLong.of(bytes);
    }

    /** Takes what was measured, in place of what was before: bytes by container. */
    public void measured(Map<String, Long> newLayerBytes) {
        layerBytes = Map.copyOf(newLayerBytes);
    }

    @Override
    public Optional<String> version(String runtime) {
        return instances.stream()
                .filter(each -> each.runtime().equals(runtime) && each.user().isEmpty())
                .map(RuntimeInstance::state)
                .filter(Up.class::isInstance)
                .map(state -> ((Up) state).version())
                .findFirst();
    }

    /** Merged again only where one of them has changed. */
    private Merged merged() {
        var parts = new ArrayList<Map<String, Container>>();
        var away = new ArrayList<Map<String, Container>>();
        for (RuntimeInstance each : instances) {
            (isWithdrawn(each) ? away : parts).add(each.containers());
        }
        var last = merged;
        if (!areSame(parts, last.parts) || !areSame(away, last.away)) {
            var remembered = merge(away);
            last = new Merged(parts, away, named(merge(parts), remembered), remembered);
            merged = last;
        }
        return last;
    }

    /** Docker's containerd tells of its containers too, but not what they are called. */
    private static Map<String, Container> named(
            Map<String, Container> told, Map<String, Container> remembered) {
        var named = new HashMap<>(told);
        named.replaceAll(
                (id, container) -> {
                    var before = remembered.get(id);
                    return before != null && container.isNameless()
                            ? container.calledAs(before)
                            : container;
                });
        return Map.copyOf(named);
    }

    private boolean isWithdrawn(RuntimeInstance instance) {
        return instance.state() instanceof Down down
                && !down.since().plus(keepLast).isAfter(clock.instant());
    }

    // An instance gives the same object until something changes.
    @SuppressWarnings("ReferenceEquality")
    private static boolean areSame(
            List<Map<String, Container>> some, List<Map<String, Container>> others) {
        boolean areSame = some.size() == others.size();
        for (int i = 0; areSame && i < some.size(); i++) {
            areSame = some.get(i) == others.get(i);
        }
        return areSame;
    }

    private static Map<String, Container> merge(List<Map<String, Container>> parts) {
        var all = new HashMap<String, Container>();
        for (Map<String, Container> part : parts) {
            part.forEach(all::putIfAbsent);
        }
        return Map.copyOf(all);
    }

    private void keepLooking() {
        try {
            while (!ended.await(LOOK_FOR_NEW.toNanos(), TimeUnit.NANOSECONDS)) {
                look();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void look() {
        if (ended.getCount() == 0) {
            return;
        }
        var found = places.found();
        for (Place place : List.copyOf(running.keySet())) {
            if (!found.contains(place) && isDropped(place)) {
                var gone = running.remove(place);
                if (gone != null) {
                    gone.close();
                }
            }
        }
        for (Place place : found) {
            running.computeIfAbsent(place, this::open);
        }
        instances =
                running.entrySet().stream()
                        .sorted(Comparator.comparingInt(entry -> rank(entry.getKey())))
                        .map(Map.Entry::getValue)
                        .toList();
    }

    /** A user who has logged out is gone; a daemon of root's whose socket is gone is down. */
    private static boolean isDropped(Place place) {
        return switch (place) {
            case DockerSocket(_, var user) -> user.isPresent();
            case PodmanSocket(_, var user) -> user.isPresent();
            case PodmanStorage _ -> true;
            case ContainerdState _ -> false;
        };
    }

    /**
     * Who is believed of a container that several tell: who says more of it, and root before a
     * user, who may say anything.
     */
    private static int rank(Place place) {
        int ofUser = place.user().isPresent() ? USERS_LAST : 0;
        return ofUser
                + switch (place) {
                    case DockerSocket _ -> 0;
                    case PodmanSocket _ -> 1;
                    case PodmanStorage _ -> 2;
                    case ContainerdState _ -> 3;
                };
    }

    private RuntimeInstance open(Place place) {
        return switch (place) {
            case DockerSocket(var socket, var user) ->
                    new ApiInstance(
                            DockerApi.RUNTIME,
                            user,
                            socket.toString(),
                            new DockerApi(socket, user),
                            clock,
                            Patience.USUAL);
            case PodmanSocket(var socket, var user) ->
                    new ApiInstance(
                            PodmanApi.RUNTIME,
                            user,
                            socket.toString(),
                            new PodmanApi(socket, user),
                            clock,
                            Patience.USUAL);
            case PodmanStorage(var folders, var user) ->
                    new FileInstance(
                            PodmanApi.RUNTIME,
                            user,
                            folders.graph().toString(),
                            new PodmanFiles(folders, user, proc, frozen),
                            clock,
                            PODMAN_BEAT);
            case ContainerdState state ->
                    new FileInstance(
                            ContainerdFiles.RUNTIME,
                            Optional.empty(),
                            state.folder().toString(),
                            new ContainerdFiles(state.folder(), proc, frozen),
                            clock,
                            CONTAINERD_BEAT);
        };
    }

    /** Ends all threads. The second call does nothing. */
    @Override
    public void close() {
        ended.countDown();
        thread.interrupt();
        layers.close();
        synchronized (this) {
            running.values().forEach(RuntimeInstance::close);
            running.clear();
            instances = List.of();
        }
    }
}
