package io.hypervigil.containers.disk;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.containers.inventory.Inventory;
import io.hypervigil.containers.usage.ContainerFamily;
import io.hypervigil.containers.usage.Subject;
import io.hypervigil.containers.usage.UsagePart;
import java.util.List;

/**
 * What a container may fill: the file system that holds its own layer, which it shares with others.
 * What it has filled only a walk of the disk tells, see {@link LayerSizeMetrics}.
 *
 * <pre>
 * container_fs_limit_bytes{id="/system.slice/docker-3f….scope",name="web",image="nginx",device="/dev/sda1"} 1.0e+11
 * container_fs_inodes_free{id="/system.slice/docker-3f….scope",name="web",image="nginx",device="/dev/sda1"} 6.2e+06
 * </pre>
 */
public final class LayerMetrics implements UsagePart {

    public static final Group GROUP =
            Group.on("containers.layers", "file systems that hold the layers of containers");

    private static final Family LIMIT = gauge("limit_bytes", "Size");
    private static final Family INODES = gauge("inodes_total", "Inodes");
    private static final Family FREE_INODES = gauge("inodes_free", "Inodes that are left");

    public static final List<Family> FAMILIES = List.of(LIMIT, INODES, FREE_INODES);

    private final Inventory inventory;

    public LayerMetrics(Inventory inventory) {
        this.inventory = inventory;
    }

    @Override
    public Reading read(Subject subject) {
        var space = subject.told().flatMap(container -> inventory.layerSpace(container.id()));
        return out ->
                space.ifPresent(
                        known -> {
                            out.add(LIMIT, known.bytes(), known.device());
                            if (known.hasInodes()) {
                                out.add(INODES, known.inodes(), known.device());
                                out.add(FREE_INODES, known.freeInodes(), known.device());
                            }
                        });
    }

    private static Family gauge(String what, String help) {
        return ContainerFamily.gauge(
                GROUP,
                "container_fs_" + what,
                help
                        + " of the file system that holds the container's own layer, from mountinfo"
                        + " and statvfs(2).",
                "device");
    }
}
