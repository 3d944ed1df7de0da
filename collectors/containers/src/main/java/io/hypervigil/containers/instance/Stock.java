package io.hypervigil.containers.instance;

import java.util.Map;

/**
 * What a runtime keeps beside containers.
 *
 * @param taggedImages that have a name
 * @param danglingImages that have none any more
 * @param imageBytes of all, a layer that several share counted in each
 * @param volumes by driver
 */
public record Stock(
        int taggedImages, int danglingImages, long imageBytes, Map<String, Integer> volumes) {

    /** Keeps what it was given from changing. */
    public Stock {
        volumes = Map.copyOf(volumes);
    }
}
