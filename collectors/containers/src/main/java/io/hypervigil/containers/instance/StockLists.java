package io.hypervigil.containers.instance;

import io.hypervigil.containers.json.Json;
import java.util.List;
import java.util.TreeMap;

/** What Docker and Podman say alike of images and volumes. */
public final class StockLists {

    private static final String NO_NAME = "<none>:<none>";

    private StockLists() {}

    /**
     * Counts them.
     *
     * @param images an array with {@code RepoTags} and {@code Size}
     * @param volumes an array with {@code Driver}
     */
    public static Stock of(Json images, Json volumes) {
        int tagged = 0;
        int dangling = 0;
        long bytes = 0;
        for (Json image : images.items()) {
            if (hasName(image.at("RepoTags").texts())) {
                tagged++;
            } else {
                dangling++;
            }
            bytes += Math.max(0, image.at("Size").whole().orElse(0));
        }
        var byDriver = new TreeMap<String, Integer>();
        for (Json volume : volumes.items()) {
            byDriver.merge(volume.at("Driver").text().orElse("local"), 1, Integer::sum);
        }
        return new Stock(tagged, dangling, bytes, byDriver);
    }

    private static boolean hasName(List<String> tags) {
        return tags.stream().anyMatch(tag -> !tag.equals(NO_NAME));
    }
}
