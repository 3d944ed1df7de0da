package io.hypervigil.containers.runtime;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.containers.instance.RuntimeInstance;
import io.hypervigil.containers.instance.Stock;
import java.util.List;
import java.util.TreeMap;

/**
 * Images and volumes, on a beat of their own: a runtime gathers them when it is asked. How large a
 * volume is no runtime knows without a walk of the disk, see {@link SizeMetrics}.
 *
 * <pre>
 * container_runtime_images{runtime="docker",user="",address="/run/docker.sock",kind="tagged"} 12
 * container_runtime_image_bytes{runtime="docker",user="",address="/run/docker.sock"} 4.1e+09
 * container_runtime_volumes{runtime="docker",user="",address="/run/docker.sock",driver="local"} 3
 * </pre>
 */
public final class StockMetrics {

    public static final Group GROUP =
            Group.on("containers.images", "images and volumes of container runtimes");

    private static final Family IMAGES =
            Family.gauge(
                    GROUP,
                    "container_runtime_images",
                    "Images of a container runtime, tagged or dangling, from its list of images.",
                    "runtime",
                    "user",
                    "address",
                    "kind");
    private static final Family IMAGE_BYTES =
            Family.gauge(
                    GROUP,
                    "container_runtime_image_bytes",
                    "Sizes of a container runtime's images summed, from its list of images; a"
                            + " layer that several share counts in each.",
                    "runtime",
                    "user",
                    "address");
    private static final Family VOLUMES =
            Family.gauge(
                    GROUP,
                    "container_runtime_volumes",
                    "Volumes of a container runtime, from its list of volumes.",
                    "runtime",
                    "user",
                    "address",
                    "driver");

    public static final List<Family> FAMILIES = List.of(IMAGES, IMAGE_BYTES, VOLUMES);

    private StockMetrics() {}

    /** Asks each that answers; at most 30 s for one that stops doing so. */
    public static void write(List<RuntimeInstance> instances, SampleSink sink) {
        Asking.each(
                instances,
                "images and volumes",
                sink,
                each -> each.stock().ifPresent(stock -> write(each, stock, sink)));
    }

    private static void write(RuntimeInstance of, Stock stock, SampleSink sink) {
        var user = of.user().orElse("");
        sink.add(IMAGES, stock.taggedImages(), of.runtime(), user, of.address(), "tagged");
        sink.add(IMAGES, stock.danglingImages(), of.runtime(), user, of.address(), "dangling");
        sink.add(IMAGE_BYTES, (double) stock.imageBytes(), of.runtime(), user, of.address());
        new TreeMap<>(stock.volumes())
                .forEach(
                        (driver, count) ->
                                sink.add(VOLUMES, count, of.runtime(), user, of.address(), driver));
    }
}
