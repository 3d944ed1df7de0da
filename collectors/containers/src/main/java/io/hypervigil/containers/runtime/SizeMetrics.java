package io.hypervigil.containers.runtime;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.containers.disk.LayerSizeMetrics;
import io.hypervigil.containers.instance.InstanceState.Up;
import io.hypervigil.containers.instance.RuntimeInstance;
import io.hypervigil.containers.instance.Sizes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How large volumes are, as a runtime finds by walking the disk: only where that is wanted, and
 * seldom. The same answer tells what containers wrote, see {@link LayerSizeMetrics}.
 *
 * <pre>
 * container_runtime_volume_bytes{runtime="docker",user="",address="/run/docker.sock"} 7.3e+10
 * </pre>
 */
public final class SizeMetrics {

    public static final Group GROUP = LayerSizeMetrics.GROUP;

    private static final String SIZES = "sizes of volumes and layers";

    private static final Family VOLUME_BYTES =
            Family.gauge(
                    GROUP,
                    "container_runtime_volume_bytes",
                    "Sizes of a container runtime's volumes summed, from its /system/df, which"
                            + " walks the disk; volumes whose driver cannot tell are left out.",
                    "runtime",
                    "user",
                    "address");

    public static final List<Family> FAMILIES = List.of(VOLUME_BYTES);

    private SizeMetrics() {}

    /**
     * Asks each that answers, one after the other; at most ten minutes each.
     *
     * @return what containers wrote to their layers in bytes, by their id
     */
    public static Map<String, Long> write(List<RuntimeInstance> instances, SampleSink sink) {
        var layers = new HashMap<String, Long>();
        Asking.each(
                instances,
                SIZES,
                sink,
                each -> {
                    var sizes = each.sizes();
                    if (sizes.isPresent()) {
                        write(each, sizes.get(), sink);
                        sizes.get().layerBytes().forEach(layers::putIfAbsent);
                    } else if (each.state() instanceof Up) {
                        sink.missing(SIZES + " of " + each.title(), RuntimeMetrics.FILES_ALONE);
                    }
                });
        return layers;
    }

    private static void write(RuntimeInstance of, Sizes sizes, SampleSink sink) {
        sink.add(
                VOLUME_BYTES,
                (double) sizes.volumeBytes(),
                of.runtime(),
                of.user().orElse(""),
                of.address());
    }
}
