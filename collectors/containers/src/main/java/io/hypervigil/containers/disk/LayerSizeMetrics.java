package io.hypervigil.containers.disk;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.containers.inventory.Inventory;
import io.hypervigil.containers.layer.LayerSpace;
import io.hypervigil.containers.usage.ContainerFamily;
import io.hypervigil.containers.usage.Subject;
import io.hypervigil.containers.usage.UsagePart;
import java.util.List;

/**
 * What a container wrote to its own layer, as its runtime found when it last walked the disk.
 *
 * <pre>
 * container_fs_usage_bytes{id="/system.slice/docker-3f….scope",name="web",image="nginx",device="/dev/sda1"} 4.1e+07
 * </pre>
 */
public final class LayerSizeMetrics implements UsagePart {

    public static final Group GROUP =
            Group.off(
                    "containers.sizes",
                    "what volumes and layers of containers take on disk, for which their runtimes"
                            + " walk it");

    private static final Family USAGE =
            ContainerFamily.gauge(
                    GROUP,
                    "container_fs_usage_bytes",
                    "Written to the container's own layer in bytes, from its runtime's"
                            + " /system/df, which walks the disk.",
                    "device");

    public static final List<Family> FAMILIES = List.of(USAGE);

    private final Inventory inventory;

    public LayerSizeMetrics(Inventory inventory) {
        this.inventory = inventory;
    }

    @Override
    public Reading read(Subject subject) {
        var told = subject.told();
        if (told.isEmpty()) {
            return out -> {};
        }
        var id = told.get().id();
        var bytes = inventory.layerBytes(id);
        var device = inventory.layerSpace(id).map(LayerSpace::device).orElse("");
        return out -> out.add(USAGE, bytes, device);
    }
}
