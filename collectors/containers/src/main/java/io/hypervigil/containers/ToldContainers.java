package io.hypervigil.containers;

import io.hypervigil.containers.cgroup.Cgroup;
import io.hypervigil.containers.cgroup.CgroupKind;
import io.hypervigil.containers.inventory.Container;
import io.hypervigil.containers.inventory.Inventory;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which container a control group is, by what the runtimes say now. Made for one round. */
final class ToldContainers {

    private final Inventory inventory;
    private final Collection<Container> all;
    private final Map<String, Container> byCgroup = new HashMap<>();
    private final Map<String, Container> remembered = new HashMap<>();
    private final Map<String, String> cgroups = new HashMap<>();

    ToldContainers(Inventory inventory) {
        this.inventory = inventory;
        this.all = inventory.containers();
        for (Container container : all) {
            container.cgroup().ifPresent(path -> byCgroup.put(path, container));
        }
    }

    /** All of them, running or not. */
    Collection<Container> all() {
        return all;
    }

    /** By the id in the group's path, or else by the path. */
    Optional<Container> of(Cgroup cgroup) {
        var byId =
                cgroup.kind() instanceof CgroupKind.Container(_, var id, _)
                        ? inventory.find(id).or(() -> remembered(id))
                        : Optional.<Container>empty();
        var found = byId.or(() -> Optional.ofNullable(byCgroup.get(cgroup.path())));
        found.ifPresent(container -> cgroups.put(container.id(), cgroup.path()));
        return found;
    }

    /** Those in control groups whose runtime is away. */
    Collection<Container> remembered() {
        return remembered.values();
    }

    private Optional<Container> remembered(String id) {
        var found = inventory.remembered(id);
        found.ifPresent(container -> remembered.put(id, container));
        return found;
    }

    /** The group that a container was found in; "" where it was in none. */
    String cgroupOf(Container container) {
        return cgroups.getOrDefault(container.id(), "");
    }
}
