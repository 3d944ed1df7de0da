package io.hypervigil.containers.instance;

import io.hypervigil.containers.json.Json;
import java.util.HashMap;
import java.util.Map;

/**
 * What a runtime found when it walked the disk.
 *
 * @param layerBytes what each container wrote to its own layer, by the container's id
 * @param volumeBytes of all volumes whose driver can tell
 */
public record Sizes(Map<String, Long> layerBytes, long volumeBytes) {

    /** Keeps what it was given from changing. */
    public Sizes {
        layerBytes = Map.copyOf(layerBytes);
    }

    /**
     * Those that an answer tells, in the words of a runtime.
     *
     * @param answer with the arrays {@code Containers} and {@code Volumes}
     * @param idKey the key of a container's id
     * @param layerKey the key of what a container wrote to its layer
     * @param volumeKeys the way to a volume's size; less than 0 where its driver cannot tell
     */
    public static Sizes of(Json answer, String idKey, String layerKey, String... volumeKeys) {
        var layers = new HashMap<String, Long>();
        for (Json container : answer.at("Containers").items()) {
            var id = container.at(idKey).text();
            if (id.isPresent()) {
                // Docker leaves a size of 0 out.
                layers.put(id.get(), Math.max(0, container.at(layerKey).whole().orElse(0)));
            }
        }
        long volumes = 0;
        for (Json volume : answer.at("Volumes").items()) {
            volumes += Math.max(0, volume.at(volumeKeys).whole().orElse(0));
        }
        return new Sizes(layers, volumes);
    }
}
