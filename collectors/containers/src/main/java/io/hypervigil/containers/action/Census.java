package io.hypervigil.containers.action;

import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.containers.allocation.GpuHolders;
import io.hypervigil.containers.allocation.HostGpu;
import io.hypervigil.containers.http.HttpFailure;
import io.hypervigil.containers.inventory.GpuRequest;
import io.hypervigil.containers.launch.PublishedPort;
import io.hypervigil.containers.quota.Holding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What all containers have this moment. Each is inspected, some 2 ms of its runtime's time: asked
 * for only where quotas or GPUs are at stake.
 *
 * @param all containers, running or not
 */
record Census(List<Held> all) {

    /** Keeps what it was given from changing. */
    Census {
        all = List.copyOf(all);
    }

    /**
     * Asks all runtimes of root's, and the one that is told something. Those of other users may say
     * anything: they are neither believed nor waited for.
     *
     * @param told the one that is told something
     * @param except the id of a container that is not to be counted; ""
     * @throws ActionFailure where one is there and does not answer: nobody could tell then
     */
    static Census take(ContainerControl control, EngineAddress told, String except)
            throws ActionFailure {
        var all = new ArrayList<Held>();
        for (EngineAddress address : control.engines().get()) {
            if (address.user().isPresent() && !address.equals(told)) {
                continue;
            }
            try (var engine = Engine.open(address, control)) {
                for (Engine.Row row : engine.rows()) {
                    if (!row.id().equals(except)) {
                        engine.inspect(row.id()).map(Held::of).ifPresent(all::add);
                    }
                }
            } catch (IOException e) {
                if (!isGone(e)) {
                    throw Refusal.of("what containers have cannot be told", e);
                }
            }
        }
        return new Census(all);
    }

    private static boolean isGone(IOException e) {
        return e instanceof HttpFailure failure
                && (failure.reason() == HttpFailure.Reason.NO_SOCKET
                        || failure.reason() == HttpFailure.Reason.REFUSED);
    }

    /** The name of the container that has a port of the host, or gets it when it is started. */
    Optional<String> publisherOf(PublishedPort port) {
        return all.stream()
                .filter(Held::isActive)
                .filter(held -> held.ports().stream().anyMatch(port::isInTheWayOf))
                .map(Held::name)
                .findFirst();
    }

    /** What counts on quotas. */
    List<Holding> holdings(int gpusOfHost) {
        return all.stream().map(held -> held.counted(gpusOfHost)).toList();
    }

    /**
     * Of those that run: what a name of one's own or a device file means, and what the device
     * controller of one allows that asked for none.
     */
    private static boolean isTheCollectorsToTell(Held held) {
        return held.isActive()
                && (held.gpus().isEmpty() || held.gpus().stream().anyMatch(GpuRequest::isIndirect));
    }

    /**
     * Who has which GPU, of these and of all others.
     *
     * @param except the id of a container whose claims do not count; ""
     */
    GpuHolders holders(ContainerControl control, List<HostGpu> gpus, String except) {
        var monitors = control.settings().gpuMonitors();
        var holders = new GpuHolders(control.facts(), gpus, monitors::contains);
        var ids =
                all.stream()
                        .filter(held -> !isTheCollectorsToTell(held))
                        .map(Held::id)
                        .collect(Collectors.toSet());
        ids.add(except);
        all.stream()
                .filter(Held::isActive)
                .forEach(held -> holders.addContainer(held.name(), held.gpus()));
        holders.addClaims(Set.copyOf(ids));
        return holders;
    }
}
